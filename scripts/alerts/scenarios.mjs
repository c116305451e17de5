const pods = ['shop-pg-1', 'shop-pg-2', 'shop-pg-3'];
const primary = `{namespace="acme",pod="${pods[0]}"}`;
const backup = 'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp';
const day = 24 * 60;

/** A database that nobody writes to, for two days: three instances, a base backup each night, no new segment of the log. */
const idle = {
  ...Object.fromEntries(
    pods.flatMap((pod, index) => [
      [`cnpg_collector_up{namespace="acme",pod="${pod}"}`, `1x${3 * day}`],
      [
        `cnpg_pg_replication_lag{namespace="acme",pod="${pod}"}`,
        `0x${3 * day}`,
      ],
      [
        `cnpg_collector_pg_wal_archive_status{namespace="acme",pod="${pod}",value="ready"}`,
        `0x${3 * day}`,
      ],
      [
        `cnpg_collector_pg_wal_archive_status{namespace="acme",pod="${pod}",value="done"}`,
        `${30 + index}x${3 * day}`,
      ],
    ]),
  ),
  [`cnpg_pg_stat_archiver_last_archived_time${primary}`]: `60x${3 * day}`,
  [`cnpg_pg_stat_archiver_last_failed_time${primary}`]: `-1x${3 * day}`,
  [`${backup}${primary}`]: `60x${day - 1} ${day * 60}x${2 * day}`,
  'kubelet_volume_stats_used_bytes{namespace="acme",persistentvolumeclaim="shop-pg-1"}': `5x${
    2 * day
  }`,
  'kubelet_volume_stats_capacity_bytes{namespace="acme",persistentvolumeclaim="shop-pg-1"}': `20x${
    2 * day
  }`,
};

/**
 * What happens to a database, and which alerts fire when. `series` replaces series of the idle database; undefined takes one away.
 * `fires` holds by alert the times in minutes at which it fires; `quiet` those at which nothing does.
 */
export const scenarios = [
  { name: 'Nobody uses the database', quiet: [30, 600, day, 47 * 60] },
  {
    name: 'A segment failed once and was archived at the next try',
    series: {
      [`cnpg_pg_stat_archiver_last_failed_time${primary}`]: `-1x9 600x${day}`,
      [`cnpg_pg_stat_archiver_last_archived_time${primary}`]: `60x14 900x${day}`,
    },
    quiet: [12, 30, 600],
  },
  {
    name: 'The archive refuses segments',
    series: {
      [`cnpg_pg_stat_archiver_last_failed_time${primary}`]: `-1x9 600+60x${day}`,
    },
    quiet: [20],
    fires: { PostgresArchiveFailing: [40, 600] },
  },
  {
    name: 'Segments queue up faster than they are archived',
    series: {
      [`cnpg_collector_pg_wal_archive_status{namespace="acme",pod="${pods[0]}",value="ready"}`]: `0x60 20x${day}`,
    },
    quiet: [70],
    fires: { PostgresArchiveQueued: [80, 600] },
  },
  {
    name: 'Base backups stopped two nights ago',
    series: { [`${backup}${primary}`]: `60x${3 * day}` },
    quiet: [day, 2 * day],
    fires: { PostgresBackupTooOld: [2 * day + 20] },
  },
  {
    name: 'A new database takes its first base backup within four hours',
    series: { [`${backup}${primary}`]: `0x240 14400x${day}` },
    quiet: [60, 300, 500],
  },
  {
    name: 'A database never gets a base backup',
    series: { [`${backup}${primary}`]: `0x${day}` },
    quiet: [300],
    fires: { PostgresBackupMissing: [365] },
  },
  {
    name: 'The backup plugin does not run',
    series: { [`${backup}${primary}`]: undefined },
    quiet: [300],
    fires: { PostgresBackupMissing: [365] },
  },
  {
    name: 'A standby falls behind',
    series: {
      [`cnpg_pg_replication_lag{namespace="acme",pod="${pods[2]}"}`]: `0+60x${day}`,
    },
    quiet: [10],
    fires: { PostgresReplicationLag: [20] },
  },
  {
    name: 'An instance is gone',
    series: {
      [`cnpg_collector_up{namespace="acme",pod="${pods[1]}"}`]: `1x60 _x${day}`,
    },
    quiet: [60],
    fires: { PostgresInstanceMissing: [90] },
  },
  {
    name: 'All instances are gone',
    series: Object.fromEntries(
      pods.map(pod => [
        `cnpg_collector_up{namespace="acme",pod="${pod}"}`,
        `1x60 _x${day}`,
      ]),
    ),
    quiet: [60],
    fires: { PostgresInstanceMissing: [90] },
  },
  {
    name: 'A volume fills up',
    series: {
      'kubelet_volume_stats_used_bytes{namespace="acme",persistentvolumeclaim="shop-pg-1"}': `5x60 17x${day}`,
    },
    quiet: [60],
    fires: { PostgresVolumeAlmostFull: [90] },
  },
  {
    name: 'The database of another tenant breaks',
    series: {
      [`${backup}{namespace="globex",pod="shop-pg-1"}`]: `0x${day}`,
      'cnpg_pg_replication_lag{namespace="globex",pod="shop-pg-2"}': `900x${day}`,
      'cnpg_collector_pg_wal_archive_status{namespace="globex",pod="shop-pg-1",value="ready"}': `99x${day}`,
    },
    quiet: [600],
  },
].map(scenario => ({
  ...scenario,
  series: { ...idle, ...scenario.series },
}));
