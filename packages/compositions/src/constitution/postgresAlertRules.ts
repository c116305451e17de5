import { stringAt } from '../document/plain';
import { Composition } from '../types';
import { ConstitutionRule, listAt, objectAt } from './ConstitutionRule';
import { isDurable } from './postgresReplication';

/** What must be watched: which metric, compared how. */
const SIGNS: [subject: string, pattern: RegExp][] = [
  [
    'write-ahead log that waits for the archive',
    /cnpg_collector_pg_wal_archive_status\{[^}]*value="ready"[^}]*\}\) > \d+$/,
  ],
  [
    'failed archiving',
    /last_failed_time\{[^}]*\}\) > max\(cnpg_pg_stat_archiver_last_archived_time\{[^}]*\}\)$/,
  ],
  [
    'an old base backup',
    /^time\(\) - \(max\(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp\{[^}]*\}\) > 0\) > \d+$/,
  ],
  [
    'an archive without a base backup',
    /^\(max\(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp\{[^}]*\}\) or vector\(0\)\) == 0$/,
  ],
  ['replication lag', /cnpg_pg_replication_lag\{[^}]*\}\) > \d+$/],
  [
    'a standby that lives on the archive',
    /^max\(cnpg_pg_replication_streaming_replicas\{[^}]*\}\) < sum\(cnpg_collector_up\{[^}]*\}\) - 1$/,
  ],
  ['a volume that fills up', /kubelet_volume_stats_used_bytes.* > 0\.8$/],
];

/** Figures that grow on a database which nobody writes to. */
const GROWS_WHILE_IDLE =
  /seconds_since_last_archival|time\(\) - (max\()?cnpg_pg_stat_archiver|pg_postmaster|xact_replay_timestamp/;

function expressionsOf(composition: Composition): string[] {
  return listAt(objectAt(composition, 'alerts')?.spec, 'groups')
    .flatMap(group => listAt(group, 'rules'))
    .map(rule => stringAt(rule, 'expr') ?? '');
}

/** What a database tells before data is at risk, and that it tells nothing else. */
export const postgresAlertRules: ConstitutionRule[] = [
  {
    id: 'postgres-alerts',
    sentence:
      'Whatever endangers the recovery of a durable database raises an alert.',
    check: (claim, composition) => {
      const expressions = expressionsOf(composition);
      return isDurable(claim)
        ? SIGNS.filter(
            ([, pattern]) => !expressions.some(text => pattern.test(text)),
          ).map(([subject]) => `No alert tells of ${subject}.`)
        : [];
    },
  },
  {
    id: 'postgres-alerts-quiet',
    sentence: 'A healthy database that nobody uses raises no alert.',
    check: (claim, composition) =>
      claim.kind === 'XPostgres'
        ? expressionsOf(composition)
            .filter(expression => GROWS_WHILE_IDLE.test(expression))
            .map(
              expression =>
                `The alert on "${expression}" fires on an idle database.`,
            )
        : [],
  },
];
