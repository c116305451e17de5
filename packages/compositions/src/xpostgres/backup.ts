import { LegoContext, objectMeta } from '../compose/LegoContext';
import { BACKUP_SIDECAR } from '../compose/footprint';
import { KubernetesObject } from '../types';
import { XPostgresSpec } from './XPostgresSpec';
import { BACKUP_PLUGIN } from './cluster';

/** Schedule of base backups when the claim names none. */
export const DEFAULT_SCHEDULE = '0 2 * * *';
/** Retention in days when the claim names none. */
export const DEFAULT_RETENTION_DAYS = 30;

/** Folder of the tenant's writer keys in its secret store; no claim can have this name. */
const TENANT_KEYS = '_backup';

/**
 * Where an archive lies.
 *
 * @param retention - Whether old backups are deleted by this store; the store of a restore only reads.
 */
export function objectStore(
  context: LegoContext<XPostgresSpec>,
  options: { name: string; credentials: string; retention: boolean },
): KubernetesObject {
  const { spec, tenant, environment } = context;
  const { name, credentials, retention } = options;
  const days = spec.backup?.retentionDays ?? DEFAULT_RETENTION_DAYS;
  const reference = (key: string) => ({ name: credentials, key });
  return {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: objectMeta(context, name),
    spec: {
      ...(retention ? { retentionPolicy: `${days}d` } : {}),
      configuration: {
        destinationPath: `s3://${environment.backup.bucket}/${tenant}/`,
        s3Credentials: {
          accessKeyId: reference('ACCESS_KEY_ID'),
          secretAccessKey: reference('ACCESS_SECRET_KEY'),
          region: reference('AWS_REGION'),
        },
        wal: { compression: 'zstd', maxParallel: 4, encryption: 'AES256' },
        // gzip packs 3 MB a second: a base backup of 100 GB would take longer than the day until the next one.
        data: { compression: 'snappy', jobs: 2, encryption: 'AES256' },
      },
      instanceSidecarConfiguration: {
        retentionPolicyIntervalSeconds: 1800,
        resources: {
          requests: { ...BACKUP_SIDECAR },
          // A restore of less than 1 GB was killed at 512Mi, and each parallel log file is a process of its own.
          limits: { cpu: '1', memory: '1Gi' },
        },
      },
    },
  };
}

/** The tenant's keys to its part of the backup bucket. */
export function backupCredentials(
  context: LegoContext<XPostgresSpec>,
  name: string,
): KubernetesObject {
  const { tenant, environment } = context;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: objectMeta(context, name),
    spec: {
      refreshInterval: '1h',
      refreshPolicy: 'Periodic',
      secretStoreRef: { kind: 'ClusterSecretStore', name: `tenant-${tenant}` },
      target: {
        name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          data: {
            ACCESS_KEY_ID: '{{ .id }}',
            ACCESS_SECRET_KEY: '{{ .secret }}',
            AWS_REGION: environment.region,
          },
        },
      },
      data: [
        {
          secretKey: 'id',
          remoteRef: { key: `${TENANT_KEYS}/access_key_id` },
        },
        {
          secretKey: 'secret',
          remoteRef: { key: `${TENANT_KEYS}/secret_access_key` },
        },
      ],
    },
  };
}

/** The schedule of base backups; CloudNativePG counts seconds first. */
export function scheduledBackup(
  context: LegoContext<XPostgresSpec>,
  main: string,
): KubernetesObject {
  const schedule = context.spec.backup?.schedule ?? DEFAULT_SCHEDULE;
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: objectMeta(context, main),
    spec: {
      schedule: `0 ${schedule}`,
      immediate: true,
      backupOwnerReference: 'self',
      cluster: { name: main },
      method: 'plugin',
      pluginConfiguration: { name: BACKUP_PLUGIN },
    },
  };
}
