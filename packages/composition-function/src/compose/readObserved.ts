import { ObservedResources, toClaimDocument } from '@zerotouch/compositions';
import { Read, refuse, toDocument } from './refuse';

/**
 * Reads the composed objects that exist.
 *
 * @remarks
 * One that cannot be understood could be a database, so it is not left out: nothing may change then.
 */
export function readObserved(
  resources: Record<string, { resource?: Record<string, unknown> }>,
): Read<ObservedResources> {
  const observed: ObservedResources = {};
  for (const [key, { resource }] of Object.entries(resources)) {
    const { spec: _, ...object } = resource ?? {};
    // Only the envelope is looked at: a RoleBinding or a Secret has no spec.
    const { claim, findings } = toClaimDocument(toDocument(object));
    if (!claim || !resource) {
      return refuse(
        `What exists under the key "${key}" is no Kubernetes object.`,
        findings,
      );
    }
    observed[key] = {
      ...resource,
      apiVersion: claim.apiVersion,
      kind: claim.kind,
      metadata: claim.metadata,
    };
  }
  return { result: 'ok', value: observed };
}
