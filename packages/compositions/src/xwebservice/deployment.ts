import { LegoContext, claimLabels, objectMeta } from '../compose/LegoContext';
import { accessLabel, mainObjectName } from '../compose/mainObject';
import { resourcesOf } from '../compose/sizes';
import { KubernetesObject } from '../types';
import { environmentVariables } from './environmentVariables';
import { XWebServiceSpec } from './XWebServiceSpec';

type WebServiceContext = LegoContext<XWebServiceSpec>;

const PROBE_PERIOD_S = 5;

/** Labels that select the pods of a service. */
export function podSelector(name: string): Record<string, string> {
  return {
    'platform.zerotouch.dev/claim': name,
    'platform.zerotouch.dev/kind': 'xwebservice',
  };
}

/** Whether the number of replicas is left to the scaler. */
export function isScaled({ scaling }: XWebServiceSpec): boolean {
  return scaling.max > scaling.min;
}

/** The Deployment of a service; without `replicas` when a ScaledObject decides them. */
export function webServiceDeployment(
  context: WebServiceContext,
): KubernetesObject {
  const { spec, name } = context;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: objectMeta(context, name),
    spec: {
      ...(isScaled(spec) ? {} : { replicas: spec.scaling.min }),
      selector: { matchLabels: podSelector(name) },
      strategy: spec.volume
        ? { type: 'Recreate' }
        : {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
          },
      template: {
        metadata: {
          labels: { ...claimLabels(context), ...accessLabels(spec) },
        },
        spec: podSpec(context),
      },
    },
  };
}

/** What the pods may reach: the data claims that the service names admit them by these labels. */
function accessLabels(spec: XWebServiceSpec): Record<string, string> {
  const mains = [
    ...(spec.database
      ? [mainObjectName('XPostgres', spec.database.claim)]
      : []),
    ...(spec.cache ? [mainObjectName('XDragonfly', spec.cache.claim)] : []),
    ...(spec.streams ?? []).map(({ claim }) =>
      mainObjectName('XEventStream', claim),
    ),
  ];
  return Object.fromEntries(mains.map(main => [accessLabel(main), 'true']));
}

function podSpec(context: WebServiceContext) {
  const { spec, name } = context;
  const { runAsUser, apiToken } = spec.security;
  return {
    serviceAccountName: name,
    automountServiceAccountToken: apiToken,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser,
      runAsGroup: runAsUser,
      fsGroup: runAsUser,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: podSelector(name) },
      },
    ],
    ...(spec.initContainer ? { initContainers: [initContainer(context)] } : {}),
    containers: [mainContainer(context)],
    ...volumesOf(context),
  };
}

function mainContainer(context: WebServiceContext) {
  const { spec } = context;
  const { health, metrics, port } = spec;
  const probe = (path: string) => ({
    httpGet: { path, port: 'http' },
    periodSeconds: PROBE_PERIOD_S,
    timeoutSeconds: 3,
  });
  return {
    ...containerBase(context),
    name: 'app',
    image: spec.image,
    ...(spec.command ? { command: spec.command } : {}),
    ...(spec.args ? { args: spec.args } : {}),
    ports: [
      { name: 'http', containerPort: port, protocol: 'TCP' },
      ...(metrics && metrics.port !== port
        ? [{ name: 'metrics', containerPort: metrics.port, protocol: 'TCP' }]
        : []),
    ],
    startupProbe: {
      ...probe(health.path),
      failureThreshold: Math.ceil(health.startupSeconds / PROBE_PERIOD_S),
    },
    livenessProbe: { ...probe(health.path), failureThreshold: 3 },
    readinessProbe: { ...probe(health.readyPath), failureThreshold: 3 },
  };
}

function initContainer(context: WebServiceContext) {
  const { spec } = context;
  const { image = spec.image, command, args } = spec.initContainer ?? {};
  return {
    ...containerBase(context),
    name: 'init',
    image,
    ...(command ? { command } : {}),
    ...(args ? { args } : {}),
  };
}

/** What both containers share: environment, resources, rights and mounts. */
function containerBase({ spec, name }: WebServiceContext) {
  const { writableRoot } = spec.security;
  const mounts = [
    ...(writableRoot ? [] : [{ name: 'tmp', mountPath: '/tmp' }]),
    ...(spec.volume
      ? [{ name: 'data', mountPath: spec.volume.mountPath }]
      : []),
  ];
  return {
    env: environmentVariables(name, spec),
    resources: resourcesOf(spec.size),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: !writableRoot,
      capabilities: { drop: ['ALL'] },
    },
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  };
}

function volumesOf({ spec, name }: WebServiceContext) {
  const volumes = [
    ...(spec.security.writableRoot
      ? []
      : [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }]),
    ...(spec.volume
      ? [{ name: 'data', persistentVolumeClaim: { claimName: name } }]
      : []),
  ];
  return volumes.length > 0 ? { volumes } : {};
}
