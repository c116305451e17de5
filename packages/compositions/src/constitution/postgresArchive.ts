import { isObject, stringAt, valueAt } from '../document/plain';
import { Claim, Composition } from '../types';
import { archiveOf, originOf, toServerName } from '../xpostgres/archive';
import { BACKUP_PLUGIN } from '../xpostgres/cluster';
import { lockMarginDays } from '../xpostgres/refusals';
import {
  ConstitutionRule,
  expectValue,
  listAt,
  objectAt,
  objectsOfKind,
} from './ConstitutionRule';
import { isDurable } from './postgresReplication';

/** Every part of a recoverable database: log archive, base backups, names, pairs, retention. */
export const postgresArchive: ConstitutionRule[] = [
  {
    id: 'postgres-archive',
    sentence:
      'The write-ahead log of a durable database is archived by the Barman Cloud plugin at least every minute.',
    check: (claim, composition) =>
      isDurable(claim) ? archiveBreaches(composition) : [],
  },
  {
    id: 'postgres-backup',
    sentence:
      'Base backups of a durable database are taken on a schedule, the first one at once.',
    check: (claim, composition) =>
      isDurable(claim) ? backupBreaches(composition) : [],
  },
  {
    id: 'postgres-archive-name',
    sentence:
      'An archive is named by claim, version and incarnation, so that no two databases ever write to one.',
    check: (claim, composition) =>
      isDurable(claim) ? nameBreaches(claim, composition) : [],
  },
  {
    id: 'postgres-restore-pair',
    sentence:
      'A restored database reads the archive that its claim names, through a store of its own, and never the one that it writes.',
    check: restoreBreaches,
  },
  {
    id: 'postgres-retention',
    sentence:
      'The lock on the backup bucket outlasts the retention of the backups.',
    check: (_, composition, environment) => {
      const { lockDays } = environment.backup;
      const margin = lockMarginDays(scheduleOf(composition));
      return objectsOfKind(composition, 'ObjectStore').flatMap(store => {
        const policy = stringAt(store.spec, 'retentionPolicy');
        const days = /^([1-9][0-9]*)d$/.exec(policy ?? '')?.[1];
        const wrong =
          policy !== undefined &&
          (days === undefined || Number(days) > lockDays - margin);
        return wrong
          ? [
              `The retention "${policy}" of the ObjectStore "${store.metadata.name}" must be at least ${margin} days shorter than the lock of ${lockDays} days.`,
            ]
          : [];
      });
    },
  },
];

/** The schedule of the base backups without its seconds. */
function scheduleOf(composition: Composition): string {
  const backup = objectAt(composition, 'scheduled-backup')?.spec;
  return (stringAt(backup, 'schedule') ?? '').replace(/^\S+ /, '');
}

function archiveBreaches(composition: Composition): string[] {
  const cluster = objectAt(composition, 'cluster')?.spec;
  const store = objectAt(composition, 'object-store');
  const archivers = listAt(cluster, 'plugins').filter(
    plugin => valueAt(plugin, 'isWALArchiver') === true,
  );
  const [archiver] = archivers;
  const timeout = stringAt(
    cluster,
    'postgresql',
    'parameters',
    'archive_timeout',
  );
  return [
    ...expectValue('The number of WAL archivers', archivers.length, 1),
    ...expectValue(
      'The WAL archiver',
      valueAt(archiver, 'name'),
      BACKUP_PLUGIN,
    ),
    ...expectValue(
      'spec.plugins[0].enabled of the Cluster',
      valueAt(archiver, 'enabled') ?? true,
      true,
    ),
    ...(store
      ? expectValue(
          'The store of the WAL archiver',
          valueAt(archiver, 'parameters', 'barmanObjectName'),
          store.metadata.name,
        )
      : ['The composition has no ObjectStore for the archive.']),
    ...expectValue('archive_timeout', timeout, '60s'),
  ];
}

function backupBreaches(composition: Composition): string[] {
  const backup = objectAt(composition, 'scheduled-backup')?.spec;
  const cluster = objectAt(composition, 'cluster')?.metadata.name;
  if (!backup) {
    return ['The composition has no ScheduledBackup.'];
  }
  const schedule = stringAt(backup, 'schedule') ?? '';
  return [
    ...expectValue('The fields of the schedule', schedule.split(' ').length, 6),
    ...expectValue('spec.method', valueAt(backup, 'method'), 'plugin'),
    ...expectValue(
      'spec.pluginConfiguration.name',
      valueAt(backup, 'pluginConfiguration', 'name'),
      BACKUP_PLUGIN,
    ),
    ...expectValue(
      'spec.cluster.name',
      valueAt(backup, 'cluster', 'name'),
      cluster,
    ),
    ...expectValue('spec.immediate', valueAt(backup, 'immediate'), true),
    ...expectValue('spec.suspend', valueAt(backup, 'suspend') ?? false, false),
  ];
}

function nameBreaches(claim: Claim, composition: Composition): string[] {
  const cluster = objectAt(composition, 'cluster');
  const wanted = toServerName({
    claim: claim.metadata.name,
    version: Number(claim.spec.version),
    incarnation: Number(claim.spec.incarnation),
  });
  const fixed = objectsOfKind(composition, 'ObjectStore').filter(
    store => valueAt(store.spec, 'configuration', 'serverName') !== undefined,
  );
  return [
    ...expectValue('The archive of the Cluster', archiveOf(cluster), wanted),
    ...fixed.map(
      store =>
        `The ObjectStore "${store.metadata.name}" must not name an archive; the Cluster does.`,
    ),
  ];
}

function restoreBreaches(claim: Claim, composition: Composition): string[] {
  const cluster = objectAt(composition, 'cluster');
  if (claim.kind !== 'XPostgres' || !cluster) {
    return [];
  }
  const { spec } = cluster;
  const bootstrap = valueAt(spec, 'bootstrap');
  const methods = isObject(bootstrap) ? Object.keys(bootstrap) : [];
  const restored = isObject(claim.spec.restore);
  const wanted = restored ? 'recovery' : 'initdb';
  const origin = objectAt(composition, 'origin-store');
  const breaches = expectValue('The bootstrap', methods.join(), wanted);
  if (!restored || breaches.length > 0) {
    return [
      ...breaches,
      ...(origin && !restored
        ? ['A database that is not restored must have no origin store.']
        : []),
    ];
  }
  const claimed = stringAt(claim.spec, 'restore', 'from', 'claim');
  const read = originOf(cluster) ?? '';
  const source = stringAt(spec, 'bootstrap', 'recovery', 'source');
  const path = (store: unknown) =>
    stringAt(store, 'spec', 'configuration', 'destinationPath');
  const own = objectAt(composition, 'object-store');
  return [
    ...expectValue(
      'The source of the recovery',
      source,
      stringAt(spec, 'externalClusters', 0, 'name'),
    ),
    ...expectValue(
      'The store of the source',
      stringAt(
        spec,
        'externalClusters',
        0,
        'plugin',
        'parameters',
        'barmanObjectName',
      ),
      origin?.metadata.name ?? 'an origin store',
    ),
    ...(read.startsWith(`${claimed}-`)
      ? []
      : [`The archive "${read}" is not one of "${claimed}".`]),
    ...(read === archiveOf(cluster)
      ? [`The archive "${read}" would be read and written.`]
      : []),
    ...(own && path(own) !== path(origin)
      ? ['The origin store must lie where the archives of the tenant lie.']
      : []),
    ...(valueAt(origin?.spec, 'retentionPolicy') === undefined
      ? []
      : ['The origin store must not delete backups.']),
  ];
}
