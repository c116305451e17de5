/** A place that sends or receives: the pods of a claim, those of the platform, or something outside the cluster. */
export interface NetworkNode {
  /**
   * `acme/xpostgres-orders-db` for a claim, which is also the name of its entity; `acme/*` for the other pods of a tenant;
   * `platform/monitoring` for pods of the platform; `outside/internet` for what is not in the cluster.
   */
  id: string;
  type: 'claim' | 'tenant' | 'platform' | 'outside';
  title: string;
  /** Of a claim or of the other pods of a tenant. */
  tenant?: string;
  claim?: { kind: string; name: string };
}

/** One direction in which connections may be opened. */
export interface NetworkEdge {
  from: string;
  to: string;
  /** Ports with their protocol, such as `5432/TCP`, sorted; `any` when nothing limits them. */
  ports: string[];
  /** Why, in a few plain words. */
  reason: string;
  /** Policies that allow it, as `<namespace>/<name>`, sorted; empty when no policy limits either end. */
  policies: string[];
}

/** Who may talk to whom. What is not an edge is refused. */
export interface NetworkMatrix {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
}
