import {
  Claim,
  PLATFORM_GROUP,
  toClaimDocument,
} from '@zerotouch/compositions';
import { Read, refuse, toDocument } from './refuse';

/** The one version of the platform APIs. */
export const CLAIM_API_VERSION = `${PLATFORM_GROUP}/v1alpha1`;

/**
 * Reads the claim from what Crossplane observed.
 *
 * @remarks
 * A composite resource of another group is refused: a Composition that names this function by mistake must not get our objects.
 *
 * @param value - The composite resource with its defaults, which the API server applied; anything at all.
 */
export function readClaim(value: unknown): Read<Claim> {
  if (value === undefined) {
    return {
      result: 'fatal',
      message:
        'The request holds no composite resource; Crossplane always sends one.',
    };
  }
  const { claim, findings } = toClaimDocument(toDocument(value));
  if (!claim) {
    return refuse('The composite resource is no claim.', findings);
  }
  if (claim.apiVersion !== CLAIM_API_VERSION) {
    return {
      result: 'fatal',
      message: `/apiVersion: This function composes "${CLAIM_API_VERSION}", not "${claim.apiVersion}"; correct the functionRef of the Composition.`,
    };
  }
  return { result: 'ok', value: claim };
}
