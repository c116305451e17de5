import { templatePath } from '../paths/portalPaths';

/** Leads to the form of a claim's kind with everything of the claim filled in but its name. */
export function clonePath(
  claim: { kind: string; tenant: string },
  spec: Record<string, unknown>,
): string {
  const { restore: _, incarnation: __, ...cloned } = spec;
  const formData = { tenant: claim.tenant, spec: cloned };
  return `${templatePath(
    claim.kind.toLowerCase(),
  )}?formData=${encodeURIComponent(JSON.stringify(formData))}`;
}
