import { type ClaimRef, claimEntityRef } from '@zerotouch/plugin-gitops-common';

/** Returns the ref of the entity that stands for a claim; for a tenant that is its domain. */
export function claimRefOf(claim: ClaimRef): string {
  return claim.kind === 'XTenant'
    ? `domain:default/${claim.name}`
    : claimEntityRef(claim);
}
