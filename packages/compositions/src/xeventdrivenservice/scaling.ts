import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { streamName } from '../xeventstream/streamNames';
import { XEventDrivenServiceSpec } from './XEventDrivenServiceSpec';

type WorkerContext = LegoContext<XEventDrivenServiceSpec>;

/** How often the scaler looks at the stream. */
const POLLING_S = 15;

/** Whether the number of copies is left to the scaler. */
export function isScaled({ scaling }: XEventDrivenServiceSpec): boolean {
  return scaling.max > scaling.min;
}

/**
 * Scales by the messages that wait or are in work; none when `min` and `max` are the same.
 *
 * @remarks
 * While the figures of NATS cannot be read, the fewest copies run, but at least one: to stop all would stop the work with it.
 */
export function lagScaler(
  context: WorkerContext,
  main: string,
): KubernetesObject | undefined {
  const { spec, tenant, environment } = context;
  const { min, max, lagThreshold, cooldownSeconds } = spec.scaling;
  return isScaled(spec)
    ? {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        metadata: objectMeta(context, main),
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: main,
          },
          minReplicaCount: min,
          maxReplicaCount: max,
          pollingInterval: POLLING_S,
          cooldownPeriod: cooldownSeconds,
          fallback: { failureThreshold: 3, replicas: Math.max(min, 1) },
          triggers: [
            {
              type: 'nats-jetstream',
              metricType: 'AverageValue',
              metadata: {
                natsServerMonitoringEndpoint:
                  environment.nats.monitoringEndpoint,
                account: tenant,
                stream: streamName(tenant, spec.stream.claim),
                consumer: spec.stream.consumer,
                lagThreshold: String(lagThreshold),
                activationLagThreshold: '0',
              },
            },
          ],
        },
      }
    : undefined;
}
