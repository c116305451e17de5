import { isObject, stringAt, valueAt } from '../document/plain';
import { Composition, KubernetesObject } from '../types';
import { toMebibytes, toMillis } from './quantity';

/** What a composition asks of the cluster at its greatest scale. */
export interface Footprint {
  /** Requested processor in thousandths of a core. */
  cpuMillis: number;
  /** Requested memory in MiB. */
  memoryMi: number;
  /** Requested volumes, and the room that streams set aside on the disks of NATS, in GiB. */
  storageGi: number;
  /** Pods. */
  replicas: number;
}

/** Requests of the container that the backup plugin puts beside every archived instance. */
export const BACKUP_SIDECAR = { cpu: '50m', memory: '128Mi' };

const GIBIBYTE = 1024 ** 3;

/** Adds up what the objects of a composition request. */
export function footprint(composition: Composition): Footprint {
  const objects = Object.values(composition.resources).map(
    ({ object }) => object,
  );
  return objects
    .map(object => footprintOf(object, objects))
    .reduce(
      (sum, item) => ({
        cpuMillis: sum.cpuMillis + item.cpuMillis,
        memoryMi: sum.memoryMi + item.memoryMi,
        storageGi: sum.storageGi + item.storageGi,
        replicas: sum.replicas + item.replicas,
      }),
      { cpuMillis: 0, memoryMi: 0, storageGi: 0, replicas: 0 },
    );
}

function footprintOf(
  object: KubernetesObject,
  objects: KubernetesObject[],
): Footprint {
  const { spec } = object;
  switch (object.kind) {
    case 'Cluster': {
      const archived = valueAt(spec, 'plugins', 0) !== undefined;
      return scaled({
        replicas: numberAt(spec, 'instances'),
        requests: [
          valueAt(spec, 'resources', 'requests'),
          ...(archived ? [BACKUP_SIDECAR] : []),
        ],
        volumes: [
          stringAt(spec, 'storage', 'size'),
          stringAt(spec, 'walStorage', 'size'),
        ],
      });
    }
    case 'Dragonfly':
      return scaled({
        replicas: numberAt(spec, 'replicas'),
        requests: [valueAt(spec, 'resources', 'requests')],
        volumes: [
          stringAt(
            spec,
            'snapshot',
            'persistentVolumeClaimSpec',
            'resources',
            'requests',
            'storage',
          ),
        ],
      });
    case 'Agent': {
      const deployment = valueAt(spec, 'declarative', 'deployment');
      return scaled({
        replicas: numberAt(deployment, 'replicas'),
        requests: [valueAt(deployment, 'resources', 'requests')],
        volumes: [],
      });
    }
    case 'Deployment': {
      const containers = valueAt(spec, 'template', 'spec', 'containers');
      return scaled({
        replicas: greatestScale(object, objects),
        requests: (Array.isArray(containers) ? containers : []).map(container =>
          valueAt(container, 'resources', 'requests'),
        ),
        volumes: [],
      });
    }
    case 'Stream':
      return {
        ...scaled({ replicas: 0, requests: [], volumes: [] }),
        storageGi: Math.ceil(
          (numberAt(spec, 'maxBytes') * numberAt(spec, 'replicas')) / GIBIBYTE,
        ),
      };
    case 'PersistentVolumeClaim':
      return {
        ...scaled({ replicas: 0, requests: [], volumes: [] }),
        storageGi:
          toMebibytes(
            stringAt(spec, 'resources', 'requests', 'storage') ?? '0',
          ) / 1024,
      };
    default:
      return scaled({ replicas: 0, requests: [], volumes: [] });
  }
}

function greatestScale(
  deployment: KubernetesObject,
  objects: KubernetesObject[],
): number {
  const scaler = objects.find(
    object =>
      object.kind === 'ScaledObject' &&
      stringAt(object.spec, 'scaleTargetRef', 'name') ===
        deployment.metadata.name,
  );
  return scaler
    ? numberAt(scaler.spec, 'maxReplicaCount')
    : numberAt(deployment.spec, 'replicas');
}

function scaled(options: {
  replicas: number;
  requests: unknown[];
  volumes: (string | undefined)[];
}): Footprint {
  const { replicas, requests, volumes } = options;
  const sum = (values: number[]) =>
    values.reduce((total, value) => total + value, 0);
  const filled = requests.filter(isObject);
  return {
    cpuMillis:
      replicas * sum(filled.map(item => toMillis(String(item.cpu ?? 0)))),
    memoryMi:
      replicas * sum(filled.map(item => toMebibytes(String(item.memory ?? 0)))),
    storageGi:
      (replicas * sum(volumes.map(size => toMebibytes(size ?? '0')))) / 1024,
    replicas,
  };
}

function numberAt(root: unknown, key: string): number {
  const value = valueAt(root, key);
  return typeof value === 'number' ? value : 0;
}
