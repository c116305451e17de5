import type { ClaimSummary } from '@zerotouch/plugin-gitops-common';

const MAX_LENGTH = 40;
const PATTERN = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Parts that the platform appends to names itself. */
const RESERVED_PARTS = ['pg', 'df', 'es', 'worker', 'agent'];

/**
 * Says what is wrong with the name of a new claim.
 *
 * @remarks The same rules as the definitions have; they are repeated here to answer while one types.
 * @returns undefined when nothing is wrong. An empty name is left to the form's own rule.
 */
export function findNameError(name: string): string | undefined {
  if (name === '') {
    return undefined;
  }
  if (!/^[a-z]/.test(name)) {
    return 'Begin with a lower-case letter.';
  }
  if (!PATTERN.test(name)) {
    return 'Use lower-case letters, digits and single hyphens, and end with a letter or digit.';
  }
  if (name.length > MAX_LENGTH) {
    return `Use at most ${MAX_LENGTH} characters; these are ${name.length}.`;
  }
  if (name === 'default') {
    return 'Choose another name than “default”.';
  }
  const reserved = name.split('-').find(part => RESERVED_PARTS.includes(part));
  return (
    reserved &&
    `Leave out the part “${reserved}”; the platform appends it itself.`
  );
}

/** Says that a claim of this kind, tenant and name exists already, when it does. */
export function findNameConflict(
  claims: ClaimSummary[],
  claim: { kind: string; tenant: string; name: string },
): string | undefined {
  const existing = claims.find(
    ({ kind, tenant, name }) =>
      kind === claim.kind && tenant === claim.tenant && name === claim.name,
  );
  return (
    existing &&
    `“${claim.name}” exists already in ${claim.tenant} (${existing.path}). Choose another name.`
  );
}
