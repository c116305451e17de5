import { ParsedClaim } from '@zerotouch/compositions';
import { ClaimList, ClaimSummary } from '@zerotouch/plugin-gitops-common';
import { Platform } from '../platform/Platform';

const COMPONENT_KINDS = new Set([
  'XWebService',
  'XEventDrivenService',
  'XAgent',
]);

/** Lists the claims of a platform, sorted by tenant, name and kind. */
export function listClaims(platform: Platform): ClaimList {
  const items = platform.tree.claims.map(toClaimSummary);
  items.sort((a, b) => compareKeys(sortKey(a), sortKey(b)));
  return { sha: platform.sha, items };
}

function toClaimSummary(parsed: ParsedClaim): ClaimSummary {
  const { kind } = parsed.claim;
  const { name } = parsed.claim.metadata;
  const { tenant, path } = parsed;
  const entityKind = COMPONENT_KINDS.has(kind) ? 'component' : 'resource';
  const entityName = `${kind.toLowerCase()}-${name}`;
  return {
    kind,
    tenant,
    name,
    path,
    entityRef: `${entityKind}:${tenant}/${entityName}`,
  };
}

function sortKey(claim: ClaimSummary): string {
  return [claim.tenant, claim.name, claim.kind, claim.path].join('\0');
}

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
