import { objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { podSelector } from './podSelector';
import { Workload } from './WorkloadSpec';

/** Keeps all but one replica through planned work on nodes; none for a single replica, which could then never move. */
export function disruptionBudget(
  { context, main }: Workload,
  minReplicas: number,
): KubernetesObject | undefined {
  return minReplicas >= 2
    ? {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: objectMeta(context, main),
        spec: {
          maxUnavailable: 1,
          selector: { matchLabels: podSelector(context) },
        },
      }
    : undefined;
}
