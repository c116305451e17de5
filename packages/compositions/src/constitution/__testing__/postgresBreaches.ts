import { drop, replaceText, set, unset } from '../../__testing__/breaking';
import { Breach } from './Breach';

const plugin = ['spec', 'plugins', 0];
const synchronous = ['spec', 'postgresql', 'synchronous'];

/** How the promises of a database can be broken. */
export const postgresBreaches: Breach[] = [
  [
    'postgres-three-instances',
    'xpostgres/minimal',
    [
      set('cluster', ['spec', 'instances'], 1),
      set('cluster', ['spec', 'instances'], 2),
      unset('cluster', ['spec', 'instances']),
    ],
  ],
  [
    'postgres-quorum',
    'xpostgres/minimal',
    [
      unset('cluster', synchronous),
      set('cluster', [...synchronous, 'method'], 'first'),
      set('cluster', [...synchronous, 'number'], 0),
      set('cluster', [...synchronous, 'dataDurability'], 'preferred'),
      set('cluster', [...synchronous, 'failoverQuorum'], false),
    ],
  ],
  [
    'postgres-spread',
    'xpostgres/minimal',
    [
      set('cluster', ['spec', 'affinity', 'podAntiAffinityType'], 'preferred'),
      unset('cluster', ['spec', 'affinity', 'enablePodAntiAffinity']),
    ],
  ],
  [
    'postgres-no-superuser',
    'xpostgres/minimal',
    [set('cluster', ['spec', 'enableSuperuserAccess'], true)],
  ],
  [
    'postgres-archive',
    'xpostgres/minimal',
    [
      set('cluster', [...plugin, 'name'], 'other.example.com'),
      set('cluster', [...plugin, 'enabled'], false),
      set('cluster', [...plugin, 'parameters', 'barmanObjectName'], 'other'),
      set(
        'cluster',
        ['spec', 'postgresql', 'parameters', 'archive_timeout'],
        '1h',
      ),
      unset('cluster', ['spec', 'postgresql', 'parameters', 'archive_timeout']),
      drop('object-store'),
    ],
  ],
  [
    'postgres-backup',
    'xpostgres/typical',
    [
      drop('scheduled-backup'),
      set('scheduled-backup', ['spec', 'schedule'], '30 1 * * *'),
      set('scheduled-backup', ['spec', 'suspend'], true),
      set('scheduled-backup', ['spec', 'immediate'], false),
      set('scheduled-backup', ['spec', 'method'], 'volumeSnapshot'),
      set('scheduled-backup', ['spec', 'cluster', 'name'], 'other-pg'),
      set('scheduled-backup', ['spec', 'pluginConfiguration', 'name'], 'x'),
    ],
  ],
  [
    'postgres-archive-name',
    'xpostgres/minimal',
    [
      set('cluster', [...plugin, 'parameters', 'serverName'], 'orders-db'),
      set('cluster', [...plugin, 'parameters', 'serverName'], 'orders-db-17-1'),
      unset('cluster', [...plugin, 'parameters', 'serverName']),
      set('object-store', ['spec', 'configuration', 'serverName'], 'orders-db'),
    ],
  ],
  [
    'postgres-restore-pair',
    'xpostgres/full',
    [
      drop('origin-store'),
      unset('cluster', ['spec', 'bootstrap', 'recovery']),
      set('cluster', ['spec', 'bootstrap', 'initdb'], {}),
      set('cluster', ['spec', 'bootstrap', 'recovery', 'source'], 'nowhere'),
      set(
        'origin-store',
        ['spec', 'configuration', 'destinationPath'],
        's3://x/',
      ),
      set('origin-store', ['spec', 'retentionPolicy'], '30d'),
      replaceText('cluster', 'billing-db-17-1', 'orders-db-17-1'),
      replaceText('cluster', 'billing-db-17-1', 'billing-db-17-2'),
      replaceText('cluster', 'billing-db-pg-origin', 'billing-db-pg'),
    ],
  ],
  [
    'postgres-retention',
    'xpostgres/minimal',
    [
      set('object-store', ['spec', 'retentionPolicy'], '36d'),
      set('object-store', ['spec', 'retentionPolicy'], '12m'),
      set('object-store', ['spec', 'retentionPolicy'], 'forever'),
      set('scheduled-backup', ['spec', 'schedule'], '0 0 2 1 * *'),
    ],
  ],
  [
    'postgres-alerts',
    'xpostgres/minimal',
    [
      drop('alerts'),
      ...[0, 1, 2, 3, 4, 5, 7].map(index =>
        unset('alerts', ['spec', 'groups', 0, 'rules', index]),
      ),
      replaceText('alerts', 'value=\\"ready\\"', 'value=\\"done\\"'),
      replaceText('alerts', ') > 0) > ', ')) > '),
      replaceText('alerts', ' or vector(0)) == 0', ') == 0'),
    ],
  ],
  [
    'postgres-alerts-quiet',
    'xpostgres/minimal',
    [
      set(
        'alerts',
        ['spec', 'groups', 0, 'rules', 6, 'expr'],
        'cnpg_pg_stat_archiver_seconds_since_last_archival > 300',
      ),
      set(
        'alerts',
        ['spec', 'groups', 0, 'rules', 6, 'expr'],
        'time() - max(cnpg_pg_stat_archiver_last_archived_time) > 300',
      ),
    ],
  ],
];
