import { throwFirst } from '../claim/refusals';
import { prometheusRule } from '../compose/alerts';
import {
  LegoContext,
  claimLabels,
  objectMeta,
  readSpec,
} from '../compose/LegoContext';
import { accessLabel, mainObjectName } from '../compose/mainObject';
import {
  dnsEgress,
  fromNamespace,
  fromPods,
  networkPolicy,
  toPods,
} from '../compose/network';
import { podMonitor } from '../compose/podMonitor';
import { protectUsage } from '../compose/protect';
import { toMebibytes } from '../compose/quantity';
import { Size, resourcesOf } from '../compose/sizes';
import { toComposition } from '../compose/toComposition';
import { Composition, KubernetesObject } from '../types';
import { XDragonflySpec } from './XDragonflySpec';
import { dragonflyRefusals } from './refusals';
import { dragonflyAlerts } from './dragonflyAlerts';
import { dragonflyCredentials, passwordGenerator } from './credentials';

type DragonflyContext = LegoContext<XDragonflySpec>;

const REDIS = 6379;
const ADMIN = 9999;
const THREADS: Record<Size, number> = {
  micro: 1,
  small: 1,
  medium: 2,
  large: 4,
};
/** The user of the image. */
const USER = 999;

/**
 * Composes a Dragonfly cache with a generated password.
 *
 * @throws {@link ClaimError} if the schedule of the snapshots cannot be read.
 */
export function composeDragonfly(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XDragonflySpec>(base.claim, [
    'size',
    'replicas',
    'evict',
  ]);
  const context = { ...base, spec };
  const main = mainObjectName('XDragonfly', context.name);
  throwFirst(dragonflyRefusals(spec));
  return toComposition({
    context,
    resources: {
      dragonfly: dragonfly(context, main),
      password: passwordGenerator(context, main),
      credentials: dragonflyCredentials(context, main),
      alerts: prometheusRule(context, main, dragonflyAlerts(context, main)),
      'network-policy': dragonflyNetwork(context, main),
      'pod-monitor': podMonitor(context, {
        name: main,
        matchLabels: { app: main },
        port: 'admin',
      }),
      protect: protectUsage(context),
    },
    status: {
      endpoint: `${main}.${context.tenant}.svc:${REDIS}`,
      secretName: main,
    },
  });
}

function dragonfly(context: DragonflyContext, main: string): KubernetesObject {
  const { spec, environment } = context;
  const resources = resourcesOf(spec.size);
  const memory = Math.floor(toMebibytes(resources.limits.memory) * 0.75);
  const spread = {
    labelSelector: { matchLabels: { app: main } },
    topologyKey: 'kubernetes.io/hostname',
  };
  return {
    apiVersion: 'dragonflydb.io/v1alpha1',
    kind: 'Dragonfly',
    metadata: objectMeta(context, main),
    spec: {
      image: environment.images.dragonfly,
      replicas: spec.replicas,
      // Of the pods; the policies of the tenant know them by it.
      labels: claimLabels(context),
      resources,
      args: [
        `--proactor_threads=${THREADS[spec.size]}`,
        `--maxmemory=${memory}mb`,
        `--cache_mode=${spec.evict}`,
      ],
      authentication: {
        passwordFromSecret: { name: main, key: 'REDIS_PASSWORD' },
      },
      // The operator's own policy admits the whole namespace.
      networkPolicyEnabled: false,
      affinity: {
        podAntiAffinity:
          environment.topology === 'multi'
            ? { requiredDuringSchedulingIgnoredDuringExecution: [spread] }
            : {
                preferredDuringSchedulingIgnoredDuringExecution: [
                  { weight: 100, podAffinityTerm: spread },
                ],
              },
      },
      // The operator sets neither; without them the pods are refused in the tenant's namespace.
      podSecurityContext: {
        runAsNonRoot: true,
        runAsUser: USER,
        runAsGroup: USER,
        fsGroup: USER,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containerSecurityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      ...(spec.snapshot
        ? {
            snapshot: {
              cron: spec.snapshot.schedule,
              dir: '/dragonfly/snapshots',
              persistentVolumeClaimSpec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: environment.storageClass,
                resources: {
                  requests: { storage: `${spec.snapshot.storageGB}Gi` },
                },
              },
            },
          }
        : {}),
    },
  };
}

function dragonflyNetwork(
  context: DragonflyContext,
  main: string,
): KubernetesObject {
  const { namespaces } = context.environment;
  const instances = { app: main };
  return networkPolicy(context, {
    name: main,
    endpointSelector: { matchLabels: instances },
    ingress: [
      fromPods({ [accessLabel(main)]: 'true' }, REDIS),
      fromPods(instances, REDIS, ADMIN),
      fromNamespace(namespaces.dragonfly, REDIS, ADMIN),
      fromNamespace(namespaces.monitoring, ADMIN),
    ],
    egress: [dnsEgress(), toPods(instances, REDIS, ADMIN)],
  });
}
