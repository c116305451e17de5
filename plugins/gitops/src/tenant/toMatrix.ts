import type {
  Network,
  NetworkEdge,
  NetworkNode,
} from '@zerotouch/plugin-gitops-common';

/** Who may talk to whom, as a table: senders are rows, receivers columns. */
export interface Matrix {
  rows: { node: NetworkNode; cells: (NetworkEdge | undefined)[] }[];
  columns: NetworkNode[];
}

/** What stands first: the tenant's claims, then its other pods, the platform, the outside. */
const ORDER = ['claim', 'tenant', 'platform', 'outside'];

/** Makes the table of a network; who neither sends nor receives is left out of that side. */
export function toMatrix(network: Network, tenant: string): Matrix {
  const nodes = [...network.nodes].sort(
    (a, b) =>
      rankOf(a, tenant) - rankOf(b, tenant) || a.title.localeCompare(b.title),
  );
  const edges = new Map(
    network.edges.map(edge => [keyOf(edge.from, edge.to), edge]),
  );
  const columns = nodes.filter(({ id }) =>
    network.edges.some(({ to }) => to === id),
  );
  const rows = nodes
    .filter(({ id }) => network.edges.some(({ from }) => from === id))
    .map(node => ({
      node,
      cells: columns.map(({ id }) => edges.get(keyOf(node.id, id))),
    }));
  return { rows, columns };
}

/** Writes ports for people, such as `5432/TCP and 9187/TCP`. */
export function describePorts(ports: string[]): string {
  if (ports.length === 0 || ports.includes('any')) return 'any port';
  const last = ports[ports.length - 1];
  return ports.length === 1
    ? last
    : `${ports.slice(0, -1).join(', ')} and ${last}`;
}

function rankOf({ type, tenant }: NetworkNode, own: string): number {
  const isOther = tenant !== undefined && tenant !== own;
  return ORDER.indexOf(type) + (isOther ? ORDER.length : 0);
}

function keyOf(from: string, to: string): string {
  return JSON.stringify([from, to]);
}
