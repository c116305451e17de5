import { stringAt, valueAt } from '../../document/plain';
import { toMebibytes, toMillis } from '../../compose/quantity';
import { imageMajor } from './imageMajor';
import { WebhookRule, at, listAt } from './WebhookRule';

const synchronous = at('postgresql', 'synchronous');

/** What the webhook demands of a cluster as it stands. */
export const clusterRules: readonly WebhookRule[] = [
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
    source: 'validateImageName',
    refusal: 'The image must have a tag with a version.',
    refuses: object => imageMajor(object) === undefined,
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
    source: 'validateConfiguration',
    refusal: 'PostgreSQL must be 13 or newer.',
    refuses: object => (imageMajor(object) ?? 13) < 13,
  },
  {
    kind: 'Cluster',
    source: 'validateFailoverQuorum',
    refusal:
      'A failover quorum needs more synchronous replicas than fixed names.',
    refuses: object =>
      at('postgresql', 'synchronous', 'failoverQuorum')(object) === true &&
      !(
        Number(valueAt(synchronous(object), 'number')) >
        fixedNames(synchronous(object))
      ),
  },
  {
    kind: 'Cluster',
    source: 'validatePrimaryUpdateStrategy',
    refusal: 'The update strategy must be one of two.',
    refuses: object =>
      ![undefined, 'supervised', 'unsupervised'].includes(
        stringAt(object.spec, 'primaryUpdateStrategy'),
      ),
  },
  {
    kind: 'Cluster',
    source: 'validateAntiAffinity',
    refusal: 'The anti-affinity must be preferred or required.',
    refuses: object =>
      ![undefined, 'preferred', 'required'].includes(
        stringAt(object.spec, 'affinity', 'podAntiAffinityType'),
      ),
  },
  {
    kind: 'Cluster',
    source: 'validateStorageSize, validateWalStorageSize',
    refusal: 'A volume must have a size.',
    refuses: object =>
      ['storage', 'walStorage'].some(
        volume =>
          (volume === 'storage' || at(volume)(object) !== undefined) &&
          !/^[0-9.]+([KMGTPE]i?|m|k)?$/.test(
            stringAt(object.spec, volume, 'size') ?? '',
          ),
      ),
  },
  {
    kind: 'Cluster',
    source: 'validatePluginConfiguration',
    refusal: 'Only one plugin can archive the log.',
    refuses: object =>
      listAt('plugins')(object).filter(
        plugin =>
          valueAt(plugin, 'isWALArchiver') === true &&
          valueAt(plugin, 'enabled') !== false,
      ).length > 1,
  },
];

function fixedNames(value: unknown): number {
  return ['standbyNamesPre', 'standbyNamesPost']
    .map(field => valueAt(value, field))
    .reduce(
      (sum: number, names) => sum + (Array.isArray(names) ? names.length : 0),
      0,
    );
}
