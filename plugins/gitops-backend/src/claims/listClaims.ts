import { ParsedClaim } from '@zerotouch/compositions';
import {
  ClaimList,
  ClaimSummary,
  claimEntityRef,
} from '@zerotouch/plugin-gitops-common';
import { Platform } from '../platform/Platform';

/** Lists the claims of a platform, sorted by tenant, name and kind. */
export function listClaims(platform: Platform): ClaimList {
  const items = platform.tree.claims.map(toClaimSummary);
  items.sort((a, b) => compareKeys(sortKey(a), sortKey(b)));
  return { sha: platform.sha, items };
}

function toClaimSummary(parsed: ParsedClaim): ClaimSummary {
  const { tenant, path, claim } = parsed;
  const ref = { kind: claim.kind, tenant, name: claim.metadata.name };
  return { ...ref, path, entityRef: claimEntityRef(ref) };
}

function sortKey(claim: ClaimSummary): string {
  return [claim.tenant, claim.name, claim.kind, claim.path].join('\0');
}

function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
