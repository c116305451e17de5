import { Alert, prometheusRule } from '../compose/alerts';
import { LegoContext, objectMeta, readSpec } from '../compose/LegoContext';
import { mainObjectName } from '../compose/mainObject';
import { networkPolicy } from '../compose/network';
import { toComposition } from '../compose/toComposition';
import { valueAt } from '../document/plain';
import { Composition, KubernetesObject } from '../types';
import { atMaximumAlert, crashLoopAlert } from '../workload/alerts';
import { disruptionBudget } from '../workload/disruptionBudget';
import { secretsName } from '../workload/environmentVariables';
import { workloadEgress, workloadIngress } from '../workload/network';
import { podSelector } from '../workload/podSelector';
import { podTemplate } from '../workload/podTemplate';
import { optionalKeys, workloadSecrets } from '../workload/secrets';
import { serviceAccount } from '../workload/serviceAccount';
import { workloadMonitor } from '../workload/workloadMonitor';
import { Workload } from '../workload/WorkloadSpec';
import { isScaled, lagScaler } from './scaling';
import { XEventDrivenServiceSpec } from './XEventDrivenServiceSpec';

type WorkerContext = LegoContext<XEventDrivenServiceSpec>;

/**
 * Composes an event-driven service: a Deployment with as many copies as there is work, its secrets, walls and alerts.
 *
 * @throws {@link ClaimError} if a required field is missing.
 */
export function composeEventDrivenService(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XEventDrivenServiceSpec>(base.claim, [
    'image',
    'stream',
    'size',
    'scaling',
    'security',
  ]);
  const context = { ...base, spec };
  const workload = toWorkload(context);
  const { main } = workload;
  return toComposition({
    context,
    resources: {
      deployment: deployment(context, workload),
      service: service(context, main),
      'service-account': serviceAccount(workload),
      'disruption-budget': disruptionBudget(workload, spec.scaling.min),
      'scaled-object': lagScaler(context, main),
      'network-policy': networkPolicy(context, {
        name: main,
        endpointSelector: { matchLabels: podSelector(context) },
        ingress: workloadIngress(workload, { callable: true }),
        egress: workloadEgress(workload),
      }),
      alerts: prometheusRule(context, main, alerts(context, main)),
      'pod-monitor': workloadMonitor(workload),
      ...workloadSecrets(workload),
    },
    optional: optionalKeys(spec),
    status: statusOf(context, main),
    warnings: spec.image.includes('@sha256:')
      ? []
      : [
          `The image "${spec.image}" has no digest; what it names can change without a proposal.`,
        ],
  });
}

/** The stream that it takes from comes first: it gives the connection. */
function toWorkload(context: WorkerContext): Workload {
  const { spec, name } = context;
  const { stream, publishTo = [] } = spec;
  return {
    context,
    main: mainObjectName('XEventDrivenService', name),
    streams: [
      ...new Set([stream.claim, ...publishTo.map(({ claim }) => claim)]),
    ],
    consumer: stream.consumer,
  };
}

/** Without `replicas` when a ScaledObject decides them. */
function deployment(
  context: WorkerContext,
  workload: Workload,
): KubernetesObject {
  const { spec } = context;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: objectMeta(context, workload.main),
    spec: {
      ...(isScaled(spec) ? {} : { replicas: spec.scaling.min }),
      selector: { matchLabels: podSelector(context) },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
      },
      template: podTemplate(workload),
    },
  };
}

function service(
  context: WorkerContext,
  main: string,
): KubernetesObject | undefined {
  const { port } = context.spec;
  return port === undefined
    ? undefined
    : {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: objectMeta(context, main),
        spec: {
          type: 'ClusterIP',
          selector: podSelector(context),
          ports: [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }],
        },
      };
}

function alerts(context: WorkerContext, main: string): Alert[] {
  const { spec, tenant, name } = context;
  const worker = { prefix: 'EventDrivenService', tenant, main, name };
  return [
    crashLoopAlert(worker),
    ...(isScaled(spec)
      ? [atMaximumAlert({ ...worker, max: spec.scaling.max })]
      : []),
  ];
}

function statusOf(
  { spec, tenant, observed }: WorkerContext,
  main: string,
): Record<string, unknown> {
  const replicas = valueAt(observed.deployment?.status, 'availableReplicas');
  return {
    image: spec.image,
    ...(spec.port === undefined
      ? {}
      : { endpoint: `${main}.${tenant}.svc:${spec.port}` }),
    ...(spec.secrets?.some(secret => secret.required !== false)
      ? { secretName: secretsName(main) }
      : {}),
    ...(typeof replicas === 'number' ? { replicas } : {}),
  };
}
