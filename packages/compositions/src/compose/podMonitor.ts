import { KubernetesObject } from '../types';
import { LegoContext, objectMeta } from './LegoContext';

/** The PodMonitor by which Prometheus finds the figures of a claim's pods. */
export function podMonitor(
  context: LegoContext<unknown>,
  options: {
    name: string;
    matchLabels: Record<string, string>;
    port: string;
    path?: string;
  },
): KubernetesObject {
  const { name, matchLabels, port, path } = options;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: objectMeta(context, name),
    spec: {
      selector: { matchLabels },
      podMetricsEndpoints: [{ port, ...(path ? { path } : {}) }],
    },
  };
}
