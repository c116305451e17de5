import { toMebibytes, toMillis } from '../compose/quantity';
import { isObject, stringAt, valueAt } from '../document/plain';
import { KubernetesObject } from '../types';

type Check = (
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
) => boolean;

/** One rule of the admission webhook, in our words. */
export interface WebhookRule {
  kind: string;
  /** Function of the webhook that it restates. */
  source: string;
  refusal: string;
  /** Whether the webhook would refuse the object. */
  refuses: Check;
}

const at =
  (...path: (string | number)[]) =>
  (object: KubernetesObject | undefined) =>
    valueAt(object?.spec, ...path);

const recovery = at('bootstrap', 'recovery');
const target = at('bootstrap', 'recovery', 'recoveryTarget');
const externals = (object: KubernetesObject) =>
  listOf(at('externalClusters')(object));
const plugins = (object: KubernetesObject) => listOf(at('plugins')(object));

/**
 * The rules of CloudNativePG 1.30.0 that a composed object could break, restated.
 *
 * @see `internal/webhook/v1/{cluster,scheduledbackup,backup}_webhook.go` of github.com/cloudnative-pg/cloudnative-pg at v1.30.0; `source`
 * names the function
 */
export const webhookRules: readonly WebhookRule[] = [
  {
    kind: 'Cluster',
    source: 'validateName',
    refusal: 'The name must be a DNS label of at most 50 characters.',
    refuses: ({ metadata }) =>
      !/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(metadata.name) ||
      metadata.name.length > 50,
  },
  {
    kind: 'Cluster',
    source: 'validateBootstrapMethod',
    refusal: 'Only one bootstrap method can be given.',
    refuses: object => Object.keys(Object(at('bootstrap')(object))).length > 1,
  },
  {
    kind: 'Cluster',
    source: 'validateApplicationDatabase',
    refusal: 'Database and owner must be given together.',
    refuses: object =>
      ['initdb', 'recovery'].some(method => {
        const options = at('bootstrap', method)(object);
        return (
          (stringAt(options, 'database') === undefined) !==
          (stringAt(options, 'owner') === undefined)
        );
      }),
  },
  {
    kind: 'Cluster',
    source: 'validateImageName',
    refusal: 'The image must have a tag with a version.',
    refuses: object => majorOf(object) === undefined,
  },
  {
    kind: 'Cluster',
    source: 'validateImageChange',
    refusal: 'The major version cannot go down.',
    refuses: (object, previous) =>
      (majorOf(object) ?? Infinity) <
      Number(valueAt(previous?.status, 'pgDataImageInfo', 'majorVersion') ?? 0),
  },
  {
    kind: 'Cluster',
    source: 'validateTargetExclusiveness',
    refusal: 'Only one recovery target can be given.',
    refuses: object =>
      [
        'targetImmediate',
        'targetLSN',
        'targetName',
        'targetXID',
        'targetTime',
      ].filter(field => valueAt(target(object), field) !== undefined).length >
      1,
  },
  {
    kind: 'Cluster',
    source: 'validateRecoveryTarget',
    refusal: 'targetTime must be a time.',
    refuses: object => {
      const time = stringAt(target(object), 'targetTime');
      return time !== undefined && Number.isNaN(Date.parse(time));
    },
  },
  {
    kind: 'Cluster',
    source: 'validateRecoveryTarget',
    refusal: 'targetLSN must be two hexadecimal numbers.',
    refuses: object => {
      const lsn = stringAt(target(object), 'targetLSN');
      return lsn !== undefined && !/^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/i.test(lsn);
    },
  },
  {
    kind: 'Cluster',
    source: 'validateRecoveryTarget',
    refusal: 'targetImmediate needs a backupID.',
    refuses: object =>
      valueAt(target(object), 'targetImmediate') !== undefined &&
      !stringAt(target(object), 'backupID'),
  },
  {
    kind: 'Cluster',
    source: 'validateBootstrapRecoverySource',
    refusal: 'The source of a recovery must be an external cluster.',
    refuses: object =>
      recovery(object) !== undefined &&
      !externals(object).some(
        external =>
          valueAt(external, 'name') === valueAt(recovery(object), 'source') &&
          isObject(valueAt(external, 'plugin')),
      ),
  },
  {
    kind: 'Cluster',
    source: 'validateExternalClusters',
    refusal: 'External clusters must have names of their own.',
    refuses: object =>
      new Set(externals(object).map(item => valueAt(item, 'name'))).size <
      externals(object).length,
  },
  {
    kind: 'Cluster',
    source: 'validateSynchronousReplicaConfiguration',
    refusal: 'There must be more instances than synchronous replicas.',
    refuses: object =>
      Number(at('postgresql', 'synchronous', 'number')(object) ?? -1) >=
      Number(at('instances')(object)),
  },
  {
    kind: 'Cluster',
    source: 'validateFailoverQuorum',
    refusal: 'A failover quorum needs at least one synchronous replica.',
    refuses: object =>
      at('postgresql', 'synchronous', 'failoverQuorum')(object) === true &&
      !(Number(at('postgresql', 'synchronous', 'number')(object)) > 0),
  },
  {
    kind: 'Cluster',
    source: 'validatePrimaryUpdateStrategy',
    refusal: 'A single instance cannot be updated under supervision.',
    refuses: object =>
      at('primaryUpdateStrategy')(object) === 'supervised' &&
      at('instances')(object) === 1,
  },
  {
    kind: 'Cluster',
    source: 'validateResources',
    refusal: 'Requests must not exceed limits.',
    refuses: object => {
      const of = (bound: string, unit: string) =>
        String(at('resources', bound, unit)(object) ?? '0');
      return (
        toMillis(of('requests', 'cpu')) > toMillis(of('limits', 'cpu')) ||
        toMebibytes(of('requests', 'memory')) >
          toMebibytes(of('limits', 'memory'))
      );
    },
  },
  {
    kind: 'Cluster',
    source: 'validateResources',
    refusal: 'The memory request must hold shared_buffers.',
    refuses: object =>
      postgresMebibytes(
        at('postgresql', 'parameters', 'shared_buffers')(object),
      ) >
      toMebibytes(String(at('resources', 'requests', 'memory')(object) ?? '0')),
  },
  {
    kind: 'Cluster',
    source: 'validateWalSizeConfiguration',
    refusal: 'max_wal_size must fit on the volume of the log.',
    refuses: object =>
      postgresMebibytes(
        at('postgresql', 'parameters', 'max_wal_size')(object) ?? '1GB',
      ) >= toMebibytes(String(at('walStorage', 'size')(object) ?? '1Ti')),
  },
  {
    kind: 'Cluster',
    source: 'validateStorageChange, validateWalStorageChange',
    refusal: 'A volume cannot shrink or go.',
    refuses: (object, previous) =>
      ['storage', 'walStorage'].some(volume => {
        const before = at(volume, 'size')(previous);
        const after = at(volume, 'size')(object);
        return (
          before !== undefined &&
          toMebibytes(String(after ?? '0')) < toMebibytes(String(before))
        );
      }),
  },
  {
    kind: 'Cluster',
    source: 'validatePluginConfiguration',
    refusal: 'Only one plugin can archive the log.',
    refuses: object =>
      plugins(object).filter(
        plugin => valueAt(plugin, 'isWALArchiver') === true,
      ).length > 1,
  },
  {
    kind: 'ScheduledBackup',
    source: 'scheduledbackup_webhook.go: validate',
    refusal: 'The schedule must have six fields, seconds first.',
    refuses: object =>
      (stringAt(object.spec, 'schedule') ?? '').split(' ').length !== 6,
  },
  {
    kind: 'Backup',
    source: 'backup_webhook.go: validate',
    refusal: 'A backup by a plugin must name the plugin.',
    refuses: object =>
      at('method')(object) === 'plugin' &&
      !stringAt(object.spec, 'pluginConfiguration', 'name'),
  },
];

/**
 * What the webhook of CloudNativePG would say to a composed object.
 *
 * @param previous - The object as it exists; rules about changes are skipped without it.
 * @returns The refusals; none for an object that is not CloudNativePG's.
 */
export function findWebhookRefusals(
  object: KubernetesObject,
  previous?: KubernetesObject,
): string[] {
  return object.apiVersion.startsWith('postgresql.cnpg.io/')
    ? webhookRules
        .filter(
          ({ kind, refuses }) =>
            kind === object.kind && refuses(object, previous),
        )
        .map(({ refusal }) => refusal)
    : [];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function majorOf(object: KubernetesObject): number | undefined {
  const image = stringAt(object.spec, 'imageName') ?? '';
  const tag = /:([^:/@]+)(@|$)/.exec(image)?.[1] ?? '';
  const major = /^(\d+)/.exec(tag)?.[1];
  return major === undefined ? undefined : Number(major);
}

function postgresMebibytes(value: unknown): number {
  const match = /^(\d+)(kB|MB|GB)$/.exec(String(value ?? '0MB'));
  const factor: Record<string, number> = { kB: 1 / 1024, MB: 1, GB: 1024 };
  return match ? Number(match[1]) * factor[match[2]] : 0;
}
