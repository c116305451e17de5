import { podMonitor } from '../compose/podMonitor';
import { KubernetesObject } from '../types';
import { podSelector } from './podSelector';
import { Workload } from './WorkloadSpec';

/** Where Prometheus reads the figures of the pods; undefined when they have none. */
export function workloadMonitor({
  context,
  main,
}: Workload): KubernetesObject | undefined {
  const { metrics, port } = context.spec;
  return metrics
    ? podMonitor(context, {
        name: main,
        matchLabels: podSelector(context),
        port: metrics.port === port ? 'http' : 'metrics',
        path: metrics.path,
      })
    : undefined;
}
