import { toMebibytes } from '../../compose/quantity';
import { isObject } from '../../document/plain';
import { KubernetesObject } from '../../types';
import { WebhookRule, at } from './WebhookRule';

/** `FixedConfigurationParameters` of `pkg/postgres/configuration.go`: the operator sets them, or nobody may. */
const FIXED =
  /^(allow_system_table_mods|archive_(cleanup_command|command|mode)|bonjour(_name)?|cluster_name|config_file|data_(directory|sync_retry)|event_source|external_pid_file|hba_file|hot_standby|ident_file|jit_provider|listen_addresses|log_(destination|directory|file_mode|filename|rotation_age|rotation_size|truncate_on_rotation)|logging_collector|pg_failover_slots\.(primary_dsn|standby_slot_names)|port|primary_(conninfo|slot_name)|promote_trigger_file|recovery_.*|restart_after_crash|restore_command|shared_preload_libraries|ssl(_.*_file|_ecdh_curve|_passphrase_command.*|_prefer_server_ciphers)?|stats_temp_directory|synchronous_standby_names|synchronized_standby_slots|syslog_.*|temp_tablespaces|unix_socket_.*)$/;

/** What the webhook demands of `spec.postgresql.parameters`. */
export const parameterRules: readonly WebhookRule[] = [
  {
    kind: 'Cluster',
    source: 'validateConfiguration',
    refusal: 'A parameter must have the name of one.',
    refuses: object =>
      namesOf(object).some(
        name =>
          !/^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$/.test(name),
      ),
  },
  {
    kind: 'Cluster',
    source: 'validateConfiguration',
    refusal: 'A parameter that the operator fixes cannot be set.',
    refuses: object => namesOf(object).some(name => FIXED.test(name)),
  },
  {
    kind: 'Cluster',
    source: 'validateConfiguration',
    refusal:
      'Standbys and archives need a log of the level replica or logical.',
    refuses: object =>
      ![undefined, 'replica', 'logical'].includes(textOf(object, 'wal_level')),
  },
  {
    kind: 'Cluster',
    source: 'validateConfiguration',
    refusal: 'Standbys need wal_log_hints.',
    refuses: object =>
      Number(at('instances')(object)) > 1 &&
      /^(off|false|no|0)$/i.test(textOf(object, 'wal_log_hints') ?? 'on'),
  },
  {
    kind: 'Cluster',
    source: 'validateConfiguration, validateWalSizeConfiguration',
    refusal: 'Sizes in memory must be a number and a unit.',
    refuses: object =>
      ['shared_buffers', 'min_wal_size', 'max_wal_size'].some(
        name => sizeOf(object, name) === 'invalid',
      ),
  },
  {
    kind: 'Cluster',
    source: 'validateWalSizeConfiguration',
    refusal: 'min_wal_size must be less than max_wal_size.',
    refuses: object =>
      mebibytes(object, 'min_wal_size', 80) >=
      mebibytes(object, 'max_wal_size', 1024),
  },
  {
    kind: 'Cluster',
    source: 'validateWalSizeConfiguration',
    refusal: 'min_wal_size and max_wal_size must fit on the volume of the log.',
    refuses: object => {
      const volume = at('walStorage', 'size')(object);
      return ['min_wal_size', 'max_wal_size'].some(
        name =>
          volume !== undefined &&
          mebibytes(object, name, 0) >= toMebibytes(String(volume)),
      );
    },
  },
  {
    kind: 'Cluster',
    source: 'validateResources',
    refusal: 'The memory request must hold shared_buffers.',
    refuses: object => {
      const request = at('resources', 'requests', 'memory')(object);
      return (
        request !== undefined &&
        mebibytes(object, 'shared_buffers', 0) > toMebibytes(String(request))
      );
    },
  },
];

function namesOf(object: KubernetesObject): string[] {
  const parameters = at('postgresql', 'parameters')(object);
  return isObject(parameters) ? Object.keys(parameters) : [];
}

function textOf(object: KubernetesObject, name: string): string | undefined {
  const value = at('postgresql', 'parameters', name)(object);
  return typeof value === 'string' ? value : undefined;
}

/** A size in MiB; a bare number counts as such, as `parsePostgresQuantityValue` has it. */
function sizeOf(
  object: KubernetesObject,
  name: string,
): number | 'invalid' | undefined {
  const text = textOf(object, name);
  if (text === undefined) {
    return undefined;
  }
  const match = /^(\d+) ?(kB|MB|GB|TB)?$/.exec(text);
  const factor: Record<string, number> = {
    kB: 1 / 1024,
    MB: 1,
    GB: 1024,
    TB: 1024 * 1024,
  };
  return match ? Number(match[1]) * factor[match[2] ?? 'MB'] : 'invalid';
}

function mebibytes(
  object: KubernetesObject,
  name: string,
  otherwise: number,
): number {
  const size = sizeOf(object, name);
  return typeof size === 'number' ? size : otherwise;
}
