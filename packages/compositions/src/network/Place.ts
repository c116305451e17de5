import { NetworkNode } from './NetworkMatrix';
import { PodLabels } from './selectors';

/** A node of the matrix together with what policies know it by. */
export interface Place {
  node: NetworkNode;
  /** Pods; absent outside the cluster. */
  pod?: { namespace: string; labels: PodLabels };
  /** An entity of Cilium, such as `ingress`. */
  entity?: string;
  /** A host name outside the cluster. */
  hostname?: string;
  /** Public addresses. */
  isInternet?: boolean;
}
