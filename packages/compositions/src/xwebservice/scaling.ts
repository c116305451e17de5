import { Alert } from '../compose/alerts';
import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { atMaximumAlert, crashLoopAlert } from '../workload/alerts';
import { isScaled } from './deployment';
import { XWebServiceSpec } from './XWebServiceSpec';

type WebServiceContext = LegoContext<XWebServiceSpec>;

/** Scales by processor load between min and max; none when both are the same. */
export function scaledObject(
  context: WebServiceContext,
): KubernetesObject | undefined {
  const { spec, name } = context;
  const { min, max, cpuPercent } = spec.scaling;
  return isScaled(spec)
    ? {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        metadata: objectMeta(context, name),
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
          minReplicaCount: min,
          maxReplicaCount: max,
          triggers: [
            {
              type: 'cpu',
              metricType: 'Utilization',
              metadata: { value: String(cpuPercent) },
            },
          ],
        },
      }
    : undefined;
}

/** The signs by which a service tells that it fails its callers, or soon will. */
export function webServiceAlerts({
  spec,
  name,
  tenant,
}: WebServiceContext): Alert[] {
  const service = { prefix: 'WebService', tenant, main: name, name };
  const deployment = `namespace="${tenant}",deployment="${name}"`;
  return [
    crashLoopAlert(service),
    {
      name: 'WebServiceUnavailable',
      expression: `max(kube_deployment_status_replicas_available{${deployment}}) < 1`,
      holdFor: '5m',
      severity: 'critical',
      summary: `No replica of the service "${name}" can answer.`,
    },
    ...(isScaled(spec)
      ? [atMaximumAlert({ ...service, max: spec.scaling.max })]
      : []),
  ];
}
