import { claimLabels } from '../compose/LegoContext';
import { resourcesOf } from '../compose/sizes';
import { accessLabels } from './accessLabels';
import { environmentVariables } from './environmentVariables';
import { podSelector } from './podSelector';
import { Health, Workload } from './WorkloadSpec';

const PROBE_PERIOD_S = 5;
const HEALTH: Health = {
  path: '/health',
  readyPath: '/ready',
  startupSeconds: 60,
};

/** The hardened pods of a workload: an ordinary user, no capabilities, no token unless asked for, a read-only root. */
export function podTemplate(workload: Workload) {
  const { context, main } = workload;
  const { spec } = context;
  const { runAsUser, apiToken } = spec.security;
  return {
    metadata: {
      labels: { ...claimLabels(context), ...accessLabels(workload) },
    },
    spec: {
      serviceAccountName: main,
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
          labelSelector: { matchLabels: podSelector(context) },
        },
      ],
      ...(spec.initContainer
        ? { initContainers: [initContainer(workload)] }
        : {}),
      containers: [mainContainer(workload)],
      ...volumesOf(workload),
    },
  };
}

function mainContainer(workload: Workload) {
  const { spec } = workload.context;
  const { metrics, port } = spec;
  const ports = [
    ...(port === undefined
      ? []
      : [{ name: 'http', containerPort: port, protocol: 'TCP' }]),
    ...(metrics && metrics.port !== port
      ? [{ name: 'metrics', containerPort: metrics.port, protocol: 'TCP' }]
      : []),
  ];
  return {
    ...containerBase(workload),
    name: 'app',
    image: spec.image,
    ...(spec.command ? { command: spec.command } : {}),
    ...(spec.args ? { args: spec.args } : {}),
    ...(ports.length > 0 ? { ports } : {}),
    ...(port === undefined ? {} : probes(spec.health ?? HEALTH)),
  };
}

function probes(health: Health) {
  const probe = (path: string) => ({
    httpGet: { path, port: 'http' },
    periodSeconds: PROBE_PERIOD_S,
    timeoutSeconds: 3,
  });
  return {
    startupProbe: {
      ...probe(health.path),
      failureThreshold: Math.ceil(health.startupSeconds / PROBE_PERIOD_S),
    },
    livenessProbe: { ...probe(health.path), failureThreshold: 3 },
    readinessProbe: { ...probe(health.readyPath), failureThreshold: 3 },
  };
}

function initContainer(workload: Workload) {
  const { spec } = workload.context;
  const { image = spec.image, command, args } = spec.initContainer ?? {};
  return {
    ...containerBase(workload),
    name: 'init',
    image,
    ...(command ? { command } : {}),
    ...(args ? { args } : {}),
  };
}

/** What both containers share: environment, resources, rights and mounts. */
function containerBase(workload: Workload) {
  const { context, volume } = workload;
  const { security, size } = context.spec;
  const mounts = [
    ...(security.writableRoot ? [] : [{ name: 'tmp', mountPath: '/tmp' }]),
    ...(volume ? [{ name: 'data', mountPath: volume.mountPath }] : []),
  ];
  return {
    env: environmentVariables(workload),
    resources: resourcesOf(size),
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: !security.writableRoot,
      capabilities: { drop: ['ALL'] },
    },
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  };
}

function volumesOf({ context, volume }: Workload) {
  const volumes = [
    ...(context.spec.security.writableRoot
      ? []
      : [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }]),
    ...(volume
      ? [
          {
            name: 'data',
            persistentVolumeClaim: { claimName: volume.claimName },
          },
        ]
      : []),
  ];
  return volumes.length > 0 ? { volumes } : {};
}
