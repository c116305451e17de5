import { isObject, stringAt, valueAt } from '../../document/plain';
import { WebhookRule, at, listAt } from './WebhookRule';

const recovery = at('bootstrap', 'recovery');
const target = at('bootstrap', 'recovery', 'recoveryTarget');
const externals = listAt('externalClusters');

/** What the webhook demands of the origin of a cluster's data. */
export const bootstrapRules: readonly WebhookRule[] = [
  {
    kind: 'Cluster',
    source: 'validateBootstrapMethod',
    refusal: 'Only one bootstrap method can be given.',
    refuses: object => Object.keys(Object(at('bootstrap')(object))).length > 1,
  },
  {
    kind: 'Cluster',
    source: 'validateInitDB, validateRecoveryApplicationDatabase',
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
    source: 'validateExternalCluster',
    refusal: 'An external cluster must say how it is reached.',
    refuses: object =>
      externals(object).some(external =>
        ['connectionParameters', 'barmanObjectStore', 'plugin'].every(
          way => valueAt(external, way) === undefined,
        ),
      ),
  },
  {
    kind: 'Cluster',
    source: 'validateExternalCluster',
    refusal: 'The name of an external cluster cannot be a path.',
    refuses: object =>
      externals(object).some(external =>
        /^\.{1,2}$|[/\\]/.test(stringAt(external, 'name') ?? ''),
      ),
  },
];
