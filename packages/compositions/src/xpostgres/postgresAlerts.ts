import { Alert } from '../compose/alerts';
import { LegoContext } from '../compose/LegoContext';
import { longestInterval } from '../compose/schedule';
import { XPostgresSpec } from './XPostgresSpec';
import { DEFAULT_SCHEDULE } from './backup';

/** The signs by which a database tells that its promises are at risk; an idle database gives none of them. */
export function postgresAlerts(
  context: LegoContext<XPostgresSpec>,
  main: string,
): Alert[] {
  const { spec, tenant, name } = context;
  const pods = `namespace="${tenant}",pod=~"${main}-[0-9]+"`;
  const volumes = `namespace="${tenant}",persistentvolumeclaim=~"${main}-[0-9]+(-wal)?"`;
  const full: Alert = {
    name: 'PostgresVolumeAlmostFull',
    expression: `max by (persistentvolumeclaim) (kubelet_volume_stats_used_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) > 0.8`,
    holdFor: '15m',
    severity: 'warning',
    summary: `A volume of the database "${name}" is more than 80 % full. Raise spec.storageGB.`,
  };
  return spec.dataClass === 'durable'
    ? [...durableAlerts(context, pods), full]
    : [full];
}

function durableAlerts(
  { spec, name }: LegoContext<XPostgresSpec>,
  pods: string,
): Alert[] {
  const interval = longestInterval(spec.backup?.schedule ?? DEFAULT_SCHEDULE);
  const lastBackup = `barman_cloud_cloudnative_pg_io_last_available_backup_timestamp{${pods}}`;
  return [
    {
      name: 'PostgresArchiveQueued',
      expression: `max(cnpg_collector_pg_wal_archive_status{${pods},value="ready"}) > 10`,
      holdFor: '15m',
      severity: 'critical',
      summary: `The write-ahead log of the database "${name}" waits to be archived; it could not be restored to the last second.`,
    },
    {
      name: 'PostgresArchiveFailing',
      expression: `max(cnpg_pg_stat_archiver_last_failed_time{${pods}}) > max(cnpg_pg_stat_archiver_last_archived_time{${pods}})`,
      holdFor: '15m',
      severity: 'critical',
      summary: `The last attempt to archive the write-ahead log of the database "${name}" failed.`,
    },
    {
      name: 'PostgresBackupTooOld',
      expression: `time() - (max(${lastBackup}) > 0) > ${2 * interval}`,
      holdFor: '15m',
      severity: 'critical',
      summary: `The last base backup of the database "${name}" is older than two intervals of its schedule.`,
    },
    {
      // The plugin reports 0 until the archive has its first backup, which takes hours for a large database, and nothing when it does not run.
      name: 'PostgresBackupMissing',
      expression: `(max(${lastBackup}) or vector(0)) == 0`,
      holdFor: '6h',
      severity: 'critical',
      summary: `The archive of the database "${name}" has no base backup yet; nothing could be restored from it.`,
    },
    {
      name: 'PostgresReplicationLag',
      expression: `max(cnpg_pg_replication_lag{${pods}}) > 300`,
      holdFor: '10m',
      severity: 'warning',
      summary: `A standby of the database "${name}" is more than five minutes behind.`,
    },
    {
      // An instance that is up but lives on the archive, as after its slot was lost, counts as no synchronous standby.
      name: 'PostgresStandbyNotStreaming',
      expression: `max(cnpg_pg_replication_streaming_replicas{${pods}}) < sum(cnpg_collector_up{${pods}}) - 1`,
      holdFor: '15m',
      severity: 'warning',
      summary: `A standby of the database "${name}" is up but does not receive what the primary writes.`,
    },
    {
      name: 'PostgresInstanceMissing',
      expression: `(sum(cnpg_collector_up{${pods}}) or vector(0)) < 3`,
      holdFor: '15m',
      severity: 'warning',
      summary: `Fewer than three instances of the database "${name}" are up.`,
    },
  ];
}
