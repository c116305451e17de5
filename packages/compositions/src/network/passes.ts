import { isObject, listAt, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';
import { Place } from './Place';
import { selectsPod } from './selectors';

/** What the policies of one end say about a connection. */
export interface Passage {
  /** `any`, or the ports that are let through; none when nothing is. */
  ports: 'any' | Set<string>;
  /** Policies that let something through, as `<namespace>/<name>`. */
  policies: string[];
}

/**
 * What the policies of one end let through to or from the other end.
 *
 * @remarks
 * As Cilium decides it: a direction is open as long as no policy that selects the pod has a rule for it; an empty rule allows nothing
 * and closes it. Rules add up.
 *
 * @param end - The end whose policies are asked; a place without pods has none.
 */
export function passageOf(options: {
  policies: KubernetesObject[];
  direction: 'ingress' | 'egress';
  end: Place;
  other: Place;
}): Passage {
  const { policies, direction, end, other } = options;
  const { pod } = end;
  const own = pod
    ? policies.filter(
        ({ metadata, spec }) =>
          listAt(spec, direction).length > 0 &&
          selectsPod(
            valueAt(spec, 'endpointSelector'),
            metadata.namespace ?? '',
            pod,
          ),
      )
    : [];
  if (own.length === 0) {
    return { ports: 'any', policies: [] };
  }
  const matching = own.flatMap(policy =>
    listAt(policy.spec, direction)
      .filter(rule => isObject(rule) && matchesPeer(rule, policy, other))
      .map(rule => ({
        ports: portsOf(rule),
        policy: `${policy.metadata.namespace}/${policy.metadata.name}`,
      })),
  );
  const any = matching.filter(({ ports }) => ports === 'any');
  return {
    ports:
      any.length > 0
        ? 'any'
        : new Set(matching.flatMap(({ ports }) => [...ports])),
    policies: [...new Set(matching.map(({ policy }) => policy))].sort(),
  };
}

/** A rule with ports but no peers is about everybody; an empty one about nobody. */
function matchesPeer(
  rule: Record<string, unknown>,
  policy: KubernetesObject,
  { pod, entity, hostname, isInternet }: Place,
): boolean {
  const home = policy.metadata.namespace ?? '';
  const peers = Object.keys(rule).filter(key => key !== 'toPorts');
  if (peers.length === 0) {
    return 'toPorts' in rule;
  }
  const selectors = [
    ...listAt(rule, 'fromEndpoints'),
    ...listAt(rule, 'toEndpoints'),
  ];
  const entities = [
    ...listAt(rule, 'fromEntities'),
    ...listAt(rule, 'toEntities'),
  ];
  return (
    (pod !== undefined &&
      (selectors.some(selector => selectsPod(selector, home, pod)) ||
        entities.some(item => item === 'cluster' || item === 'all'))) ||
    (entity !== undefined && entities.includes(entity)) ||
    (hostname !== undefined &&
      listAt(rule, 'toFQDNs').some(
        item =>
          (stringAt(item, 'matchName') ?? stringAt(item, 'matchPattern')) ===
          hostname,
      )) ||
    (isInternet === true &&
      (entities.includes('world') ||
        entities.includes('all') ||
        listAt(rule, 'toCIDRSet').some(
          set => stringAt(set, 'cidr') === '0.0.0.0/0',
        )))
  );
}

function portsOf(rule: unknown): 'any' | string[] {
  const ports = listAt(rule, 'toPorts').flatMap(item => listAt(item, 'ports'));
  return ports.length === 0
    ? 'any'
    : ports.map(
        item =>
          `${stringAt(item, 'port')}/${stringAt(item, 'protocol') ?? 'ANY'}`,
      );
}
