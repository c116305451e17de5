import { Alert } from '../compose/alerts';
import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { podSelector } from '../workload/podSelector';
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

/** Keeps all but one replica through planned work on nodes; none for a single replica, which could then never move. */
export function disruptionBudget(
  context: WebServiceContext,
): KubernetesObject | undefined {
  const { spec, name } = context;
  return spec.scaling.min >= 2
    ? {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: objectMeta(context, name),
        spec: {
          maxUnavailable: 1,
          selector: { matchLabels: podSelector(context) },
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
  const deployment = `namespace="${tenant}",deployment="${name}"`;
  const pods = `namespace="${tenant}",pod=~"${name}-[a-z0-9]+-[a-z0-9]+"`;
  const atMax: Alert = {
    name: 'WebServiceAtMaximum',
    expression: `max(kube_deployment_spec_replicas{${deployment}}) >= ${spec.scaling.max}`,
    holdFor: '30m',
    severity: 'warning',
    summary: `The service "${name}" runs at its maximum of ${spec.scaling.max} replicas. Raise spec.scaling.max or spec.size.`,
  };
  return [
    {
      name: 'WebServiceCrashLooping',
      expression: `max(increase(kube_pod_container_status_restarts_total{${pods}}[15m])) > 3`,
      holdFor: '5m',
      severity: 'critical',
      summary: `A container of the service "${name}" restarts again and again.`,
    },
    {
      name: 'WebServiceUnavailable',
      expression: `max(kube_deployment_status_replicas_available{${deployment}}) < 1`,
      holdFor: '5m',
      severity: 'critical',
      summary: `No replica of the service "${name}" can answer.`,
    },
    ...(isScaled(spec) ? [atMax] : []),
  ];
}
