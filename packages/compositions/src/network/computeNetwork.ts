import { KubernetesObject } from '../types';
import { assertUnderstood } from './assertUnderstood';
import { namedPlaces } from './namedPlaces';
import { NetworkEdge, NetworkMatrix } from './NetworkMatrix';
import { Passage, passageOf } from './passes';
import { Place } from './Place';
import { whyConnected } from './whyConnected';
import { workloadPlaces } from './workloadPlaces';

/**
 * Computes who may talk to whom from composed objects.
 *
 * @remarks
 * A connection passes when the sender's policies let it out and the receiver's let it in, as Cilium decides it. A named host is a part of
 * the internet and shown on its own only for those that name it. Pods of the platform take part as policies name them; between
 * themselves they are left out, and so are policies of theirs that are not among the objects.
 *
 * @param objects - What all claims become, tenants included; policies of the platform, with their namespace, may be among them.
 * @returns Nodes and edges sorted by id.
 * @throws Error if a policy uses a field that is not understood.
 */
export function computeNetwork(objects: KubernetesObject[]): NetworkMatrix {
  const policies = objects.filter(
    ({ kind, apiVersion }) =>
      kind === 'CiliumNetworkPolicy' && apiVersion.startsWith('cilium.io/'),
  );
  policies.forEach(assertUnderstood);
  const workloads = workloadPlaces(objects);
  const tenants = new Set(workloads.flatMap(({ pod }) => pod?.namespace ?? []));
  const places = [...workloads, ...namedPlaces(policies, tenants)].sort(
    (left, right) => (left.node.id < right.node.id ? -1 : 1),
  );
  return {
    nodes: places.map(({ node }) => node),
    edges: places.flatMap(from =>
      places.flatMap(to => connection(policies, from, to)),
    ),
  };
}

/** The part of a matrix that a tenant takes part in: its own nodes, and those that they may talk to or that may talk to them. */
export function networkOfTenant(
  matrix: NetworkMatrix,
  tenant: string,
): NetworkMatrix {
  const own = new Set(
    matrix.nodes.filter(node => node.tenant === tenant).map(({ id }) => id),
  );
  const edges = matrix.edges.filter(
    ({ from, to }) => own.has(from) || own.has(to),
  );
  const touched = new Set(edges.flatMap(({ from, to }) => [from, to]));
  return {
    nodes: matrix.nodes.filter(({ id }) => own.has(id) || touched.has(id)),
    edges,
  };
}

function connection(
  policies: KubernetesObject[],
  from: Place,
  to: Place,
): NetworkEdge[] {
  if (!isOfTenant(from) && !isOfTenant(to)) {
    return [];
  }
  if (from.node.type === 'outside') {
    return [];
  }
  const out = passageOf({
    policies,
    direction: 'egress',
    end: from,
    other: to,
  });
  const into = passageOf({
    policies,
    direction: 'ingress',
    end: to,
    other: from,
  });
  const ports = sharedPorts(out, into);
  return ports.length === 0
    ? []
    : [
        {
          from: from.node.id,
          to: to.node.id,
          ports,
          reason: whyConnected(from, to),
          policies: [...new Set([...out.policies, ...into.policies])].sort(),
        },
      ];
}

function isOfTenant({ node }: Place): boolean {
  return node.tenant !== undefined;
}

function sharedPorts(out: Passage, into: Passage): string[] {
  if (out.ports === 'any') {
    return into.ports === 'any' ? ['any'] : [...into.ports].sort(byNumber);
  }
  const outgoing = [...out.ports];
  const { ports } = into;
  return (
    ports === 'any' ? outgoing : outgoing.filter(port => ports.has(port))
  ).sort(byNumber);
}

function byNumber(left: string, right: string): number {
  return parseInt(left, 10) - parseInt(right, 10) || (left < right ? -1 : 1);
}
