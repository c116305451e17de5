import { useEntity } from '@backstage/plugin-catalog-react';
import { findClaimIdentity } from './claimIdentity';
import { ClaimPage } from './ClaimPage';

/** The claim that the entity of this page stands for. */
export function ClaimOverview() {
  const { entity } = useEntity();
  const claim = findClaimIdentity(entity);
  return claim ? <ClaimPage key={claim.path} claim={claim} /> : null;
}
