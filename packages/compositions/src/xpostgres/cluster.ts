import { ClaimError } from '../claim/ClaimError';
import { LegoContext, objectMeta } from '../compose/LegoContext';
import { Size, resourcesOf } from '../compose/sizes';
import { KubernetesObject } from '../types';
import { XPostgresRestore, XPostgresSpec } from './XPostgresSpec';
import { originOf, toServerName } from './archive';

/** Name of the Barman Cloud plugin, as CloudNativePG knows it. */
export const BACKUP_PLUGIN = 'barman-cloud.cloudnative-pg.io';

/** Half of the memory request: the webhook of CloudNativePG refuses more than the request. */
const SHARED_BUFFERS: Record<Size, string> = {
  micro: '128MB',
  small: '256MB',
  medium: '512MB',
  large: '1GB',
};

/** Size of the volume of the write-ahead log in GiB: a quarter of the data volume, 5 to 50. */
export function walStorageGB(storageGB: number): number {
  return Math.min(50, Math.max(5, Math.ceil(storageGB / 4)));
}

/** The CloudNativePG Cluster of a claim. */
export function postgresCluster(
  context: LegoContext<XPostgresSpec>,
  main: string,
): KubernetesObject {
  const { spec, environment, observed } = context;
  const durable = spec.dataClass === 'durable';
  const { storageClass } = environment;
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: objectMeta(context, main),
    spec: {
      instances: durable ? 3 : 1,
      imageName: imageOf(context),
      primaryUpdateStrategy: 'unsupervised',
      // A switchover would forbid to change the image and a parameter at the same time, as an upgrade with a new size does.
      primaryUpdateMethod: 'restart',
      enableSuperuserAccess: false,
      // On a single node no instance can move, so the budget would hold up every upgrade of the node for ever.
      enablePDB: durable && environment.topology === 'multi',
      resources: resourcesOf(spec.size),
      storage: { size: `${spec.storageGB}Gi`, storageClass },
      walStorage: { size: `${walStorageGB(spec.storageGB)}Gi`, storageClass },
      affinity: {
        enablePodAntiAffinity: true,
        topologyKey: 'kubernetes.io/hostname',
        podAntiAffinityType:
          durable && environment.topology === 'multi'
            ? 'required'
            : 'preferred',
      },
      postgresql: {
        parameters: parametersOf(spec),
        ...(durable
          ? {
              synchronous: {
                method: 'any',
                number: 1,
                dataDurability: 'required',
                failoverQuorum: true,
              },
            }
          : {}),
      },
      ...bootstrapOf(context, main, originOf(observed.cluster)),
      ...(durable ? { plugins: [archiver(context.name, spec, main)] } : {}),
    },
  };
}

function imageOf({ spec, environment }: LegoContext<XPostgresSpec>): string {
  const key = `postgres${spec.version}`;
  const image = environment.images[key];
  if (!image) {
    throw new ClaimError(
      '/spec/version',
      `The environment names no image for PostgreSQL ${spec.version}; add "${key}" to images in platform/cluster.yaml.`,
    );
  }
  return image;
}

function parametersOf(spec: XPostgresSpec): Record<string, string> {
  const used = [
    ...(spec.extensions ?? []),
    ...(spec.databases ?? []).flatMap(({ extensions }) => extensions ?? []),
  ];
  return {
    max_connections: String(spec.maxConnections),
    shared_buffers: SHARED_BUFFERS[spec.size],
    ...(spec.dataClass === 'durable'
      ? {
          archive_timeout: '60s',
          // A standby that stays away must not fill the log of the primary; it catches up from the archive. From 18 on it streams again only
          // when its lost slot is dropped, which the alert PostgresStandbyNotStreaming asks for.
          max_slot_wal_keep_size: `${walStorageGB(spec.storageGB) * 512}MB`,
        }
      : {}),
    // The operator loads the library once a parameter of it is set.
    ...(used.includes('pg_stat_statements')
      ? { 'pg_stat_statements.max': '5000' }
      : {}),
  };
}

function archiver(name: string, spec: XPostgresSpec, main: string) {
  const { version, incarnation } = spec;
  return {
    name: BACKUP_PLUGIN,
    isWALArchiver: true,
    parameters: {
      barmanObjectName: main,
      serverName: toServerName({ claim: name, version, incarnation }),
    },
  };
}

/**
 * An empty database, or a recovery from the archive of an incarnation.
 *
 * @param origin - The archive that the existing cluster was restored from. It stays as it is: a later upgrade changes the version in the
 * claim, not where the data once came from.
 */
function bootstrapOf(
  { spec }: LegoContext<XPostgresSpec>,
  main: string,
  origin: string | undefined,
) {
  const application = { database: 'app', owner: 'app' };
  const { restore } = spec;
  if (!restore) {
    return { bootstrap: { initdb: { ...application, dataChecksums: true } } };
  }
  const target = recoveryTarget(restore);
  return {
    bootstrap: {
      recovery: {
        ...application,
        source: 'origin',
        ...(target ? { recoveryTarget: target } : {}),
      },
    },
    externalClusters: [
      {
        name: 'origin',
        plugin: {
          name: BACKUP_PLUGIN,
          parameters: {
            barmanObjectName: `${main}-origin`,
            serverName: origin ?? sourceOf(spec.version, restore),
          },
        },
      },
    ],
  };
}

/** The archive that a restore reads. */
export function sourceOf(version: number, restore: XPostgresRestore): string {
  const { claim, incarnation = 1 } = restore.from;
  return toServerName({ claim, version, incarnation });
}

function recoveryTarget(restore: XPostgresRestore) {
  const { targetTime, targetLSN, backupID } = restore;
  if (targetTime) {
    return { targetTime };
  }
  if (targetLSN) {
    return { targetLSN };
  }
  return backupID ? { backupID, targetImmediate: true } : undefined;
}
