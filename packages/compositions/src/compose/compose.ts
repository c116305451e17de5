import { ClaimError } from '../claim/ClaimError';
import { Environment } from '../environment/Environment';
import { Claim, Composition, ObservedResources } from '../types';
import { composeAgent } from '../xagent/compose';
import { composeDragonfly } from '../xdragonfly/compose';
import { composeEventDrivenService } from '../xeventdrivenservice/compose';
import { composeEventStream } from '../xeventstream/compose';
import { composePostgres } from '../xpostgres/compose';
import { composeTenant } from '../xtenant/compose';
import { composeWebService } from '../xwebservice/compose';

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
  observed: ObservedResources,
  environment: Environment,
): Composition {
  const { name, namespace } = claim.metadata;
  const tenant = claim.kind === 'XTenant' ? name : namespace;
  if (!tenant) {
    throw new ClaimError(
      '/metadata/namespace',
      'metadata.namespace is missing; give the name of the tenant.',
    );
  }
  const context = { claim, name, tenant, observed, environment };
  switch (claim.kind) {
    case 'XPostgres':
      return composePostgres(context);
    case 'XWebService':
      return composeWebService(context);
    case 'XDragonfly':
      return composeDragonfly(context);
    case 'XEventStream':
      return composeEventStream(context);
    case 'XEventDrivenService':
      return composeEventDrivenService(context);
    case 'XAgent':
      return composeAgent(context);
    case 'XTenant':
      return composeTenant(context);
    default:
      throw new ClaimError(
        '/kind',
        `There is no composition for "${claim.kind}".`,
      );
  }
}
