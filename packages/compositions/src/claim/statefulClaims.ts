import { Claim } from '../types';
import { isObject } from '../document/plain';

/** Annotation of Argo CD that keeps an object when its file goes. */
export const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
/** Value of {@link SYNC_OPTIONS} that every stateful claim carries. */
export const KEEP = 'Prune=false,Delete=false';
/** Annotation that releases a stateful claim from its protection; its value is the claim's own name. */
export const RETIRE = 'platform.zerotouch.dev/retire';

/**
 * Whether losing the claim would lose data: a durable database, a cache with snapshots, a service with a volume, a stream, a tenant.
 */
export function isStateful(claim: Pick<Claim, 'kind' | 'spec'>): boolean {
  switch (claim.kind) {
    case 'XPostgres':
      return claim.spec.dataClass !== 'ephemeral';
    case 'XDragonfly':
      return isObject(claim.spec.snapshot);
    case 'XWebService':
      return isObject(claim.spec.volume);
    case 'XEventStream':
    case 'XTenant':
      return true;
    default:
      return false;
  }
}

/** Whether the claim says that it may be deleted: the first of the two proposals that retire it. */
export function isRetiring(claim: Claim): boolean {
  const { annotations, name } = claim.metadata;
  return annotations?.[RETIRE] === name && !(SYNC_OPTIONS in annotations);
}
