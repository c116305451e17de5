import { ClaimError } from '../claim/ClaimError';
import { Environment } from '../environment/Environment';
import { Claim, KubernetesObject, ObservedResources } from '../types';

/** What every lego is composed from. */
export interface LegoContext<TSpec> {
  claim: Claim;
  spec: TSpec;
  /** Name of the claim. */
  name: string;
  /** Namespace of the claim, which is its tenant; the own name of an XTenant. */
  tenant: string;
  observed: ObservedResources;
  environment: Environment;
}

/**
 * Reads the spec of a claim whose defaults were applied.
 *
 * @param required - Fields that the composition cannot do without; the schema guarantees their types.
 * @throws {@link ClaimError} if one of them is missing, which means that the defaults were not applied.
 */
export function readSpec<TSpec>(
  claim: Claim,
  required: readonly (keyof TSpec & string)[],
): TSpec {
  for (const field of required) {
    if (claim.spec[field] === undefined) {
      throw new ClaimError(
        `/spec/${field}`,
        `spec.${field} is missing; apply the defaults of "${claim.kind}" before composing.`,
      );
    }
  }
  return claim.spec as TSpec;
}

/** Metadata of a composed object: name, namespace and the labels that lead back to the claim. */
export function objectMeta(
  context: LegoContext<unknown>,
  name: string,
): KubernetesObject['metadata'] {
  const { claim, tenant } = context;
  return {
    name,
    ...(claim.kind === 'XTenant' ? {} : { namespace: tenant }),
    labels: claimLabels(context),
  };
}

/** Labels of everything that belongs to a claim. */
export function claimLabels(
  context: LegoContext<unknown>,
): Record<string, string> {
  return {
    'app.kubernetes.io/managed-by': 'zerotouch',
    'platform.zerotouch.dev/claim': context.name,
    'platform.zerotouch.dev/kind': context.claim.kind.toLowerCase(),
    'platform.zerotouch.dev/tenant': context.tenant,
  };
}
