/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  [field: string]: unknown;
}

/** A claim: the namespaced composite resource that a person or an agent writes (XTenant is cluster-scoped). */
export interface Claim extends KubernetesObject {
  spec: Record<string, unknown>;
}

/** A composed object; `ready` mirrors the observed one. */
export interface ComposedResource {
  object: KubernetesObject;
  ready: boolean;
}

/** A condition that a composition sets on the claim; `Ready` and `Synced` are Crossplane's own. */
export interface Condition {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
}

/** What a claim becomes. Keys of `resources` are frozen and sorted. */
export interface Composition {
  resources: Record<string, ComposedResource>;
  conditions: Condition[];
  status: Record<string, unknown>;
  warnings: string[];
}

/** Observed objects under the same keys as the result. */
export type ObservedResources = Record<string, KubernetesObject>;

/** Something wrong with one place of one document. Lines and columns count from 1. */
export interface ClaimFinding {
  /** Which check found it: `parse`, `unknown-field`, `schema`, `cel`, or the id of an engine rule. */
  rule: string;
  severity: 'error' | 'warning';
  /** JSON pointer into the document, such as `/spec/storageGB`. */
  pointer: string;
  line?: number;
  column?: number;
  message: string;
}

/** A file of the platform repository. */
export interface RepositoryFile {
  path: string;
  content: string;
}
