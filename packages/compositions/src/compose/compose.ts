import { ClaimError } from '../claim/ClaimError';
import { Environment } from '../environment/Environment';
import { Claim, Composition, ObservedResources } from '../types';

/**
 * Composes the Kubernetes objects of a claim.
 *
 * @remarks
 * Pure and deterministic: no clock, no randomness, no I/O. The same code runs in the cluster, in previews and in tests.
 *
 * @param claim - With its defaults applied.
 * @param observed - The objects that exist in the cluster, under the same keys as the result; `{}` for a preview.
 * @returns The composition with its keys sorted.
 * @throws {@link ClaimError} if the claim cannot be composed; the caller must then change nothing.
 */
export function compose(
  claim: Claim,
  _observed: ObservedResources,
  _environment: Environment,
): Composition {
  throw new ClaimError('/kind', `There is no composition for "${claim.kind}".`);
}
