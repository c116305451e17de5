import { isObject, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';

const CONDITION_BY_KIND: Record<string, string> = {
  Agent: 'Ready',
  Cluster: 'Ready',
  ClusterSecretStore: 'Ready',
  ClusterUsage: 'Ready',
  Consumer: 'Ready',
  Deployment: 'Available',
  ExternalSecret: 'Ready',
  ModelConfig: 'Accepted',
  ScaledObject: 'Ready',
  Stream: 'Ready',
  Usage: 'Ready',
};

/**
 * Whether an observed object does its work.
 *
 * @param observed - The object in the cluster; undefined when it does not exist yet.
 */
export function isReady(observed: KubernetesObject | undefined): boolean {
  if (!observed) {
    return false;
  }
  const { kind } = observed;
  if (kind === 'HTTPRoute') {
    return isRouteReady(observed);
  }
  if (kind === 'Dragonfly') {
    return stringAt(observed, 'status', 'phase')?.toLowerCase() === 'ready';
  }
  if (kind === 'Database') {
    return valueAt(observed, 'status', 'applied') === true;
  }
  if (kind === 'PersistentVolumeClaim') {
    return stringAt(observed, 'status', 'phase') === 'Bound';
  }
  const condition = CONDITION_BY_KIND[kind];
  return condition
    ? hasCondition(valueAt(observed, 'status', 'conditions'), condition)
    : true;
}

function isRouteReady(observed: KubernetesObject): boolean {
  const parents = valueAt(observed, 'status', 'parents');
  return (
    Array.isArray(parents) &&
    parents.length > 0 &&
    parents.every(parent => {
      const conditions = valueAt(parent, 'conditions');
      return (
        hasCondition(conditions, 'Accepted') &&
        hasCondition(conditions, 'ResolvedRefs')
      );
    })
  );
}

function hasCondition(conditions: unknown, type: string): boolean {
  return (
    Array.isArray(conditions) &&
    conditions.some(
      condition =>
        isObject(condition) &&
        condition.type === type &&
        condition.status === 'True',
    )
  );
}
