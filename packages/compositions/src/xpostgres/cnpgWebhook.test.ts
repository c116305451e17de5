import { set, unset, Break } from '../__testing__/breaking';
import {
  claimFrom,
  createTestTree,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { Composition } from '../types';
import { valueAt } from '../document/plain';
import { findWebhookRefusals, webhookRules } from './cnpgWebhook';
import { NOT_COMPOSED } from './webhook/notComposed';

const tree = createTestTree();
const examples = readRepository('platform/04-apis/xpostgres/examples');

function composed(name: string): Composition {
  const file = examples.find(({ path }) =>
    path.endsWith(`/${name === 'ephemeral' ? 'minimal' : name}.yaml`),
  );
  const claim = claimFrom(tree, file?.content ?? '');
  const environment = environmentOf(tree);
  return structuredClone(
    name === 'ephemeral'
      ? compose(
          { ...claim, spec: { ...claim.spec, dataClass: name } },
          {},
          { ...environment, env: 'dev' },
        )
      : compose(claim, {}, environment),
  );
}

it.each(['minimal', 'typical', 'full'])('admits every object of %s', name => {
  for (const { object } of Object.values(composed(name).resources)) {
    expect(findWebhookRefusals(object, object)).toEqual([]);
  }
});

it.each(Object.entries(NOT_COMPOSED))(
  'need not restate %s, because no database has its fields',
  (_, fields) => {
    const objects = ['minimal', 'typical', 'full', 'ephemeral']
      .flatMap(name => Object.values(composed(name).resources))
      .map(({ object }) => object)
      .filter(({ apiVersion }) => apiVersion === 'postgresql.cnpg.io/v1');
    const present = fields.filter(field => {
      const path = field.split('.');
      const dotted = [...path.slice(0, -2), path.slice(-2).join('.')];
      return objects.some(
        object =>
          valueAt(object, ...path) !== undefined ||
          valueAt(object, ...dotted) !== undefined,
      );
    });
    expect(present).toEqual([]);
  },
);

it('has nothing to say about objects of others', () => {
  const { object } = composed('minimal').resources['pod-monitor'];
  expect(findWebhookRefusals(object)).toEqual([]);
});

const recovery = ['spec', 'bootstrap', 'recovery'];
const target = [...recovery, 'recoveryTarget'];
const postgresql = ['spec', 'postgresql'];
const parameters = [...postgresql, 'parameters'];
const archiver = { name: 'x', isWALArchiver: true };

/** The words of the refusal, the example, the key and the change. */
const cases: [string, string, string, Break][] = [
  [
    'DNS label',
    'minimal',
    'cluster',
    set('cluster', ['metadata', 'name'], 'a.b'),
  ],
  [
    'DNS label',
    'minimal',
    'cluster',
    set('cluster', ['metadata', 'name'], 'a'.repeat(51)),
  ],
  [
    'one bootstrap method',
    'full',
    'cluster',
    set('cluster', ['spec', 'bootstrap', 'initdb'], {}),
  ],
  [
    'owner must be given',
    'full',
    'cluster',
    unset('cluster', [...recovery, 'owner']),
  ],
  [
    'tag with a version',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'imageName'], 'postgres:latest'),
  ],
  [
    'tag with a version',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'imageName'], 'host:5000/postgres'),
  ],
  [
    'cannot go down',
    'full',
    'cluster',
    set('cluster', ['spec', 'imageName'], 'postgres:16.1'),
  ],
  [
    'one recovery target',
    'full',
    'cluster',
    set('cluster', [...target, 'targetLSN'], '0/30'),
  ],
  [
    'must be a time',
    'full',
    'cluster',
    set('cluster', [...target, 'targetTime'], 'yesterday'),
  ],
  [
    'hexadecimal',
    'full',
    'cluster',
    set('cluster', target, { targetLSN: 'x' }),
  ],
  [
    'needs a backupID',
    'full',
    'cluster',
    set('cluster', target, { targetImmediate: true }),
  ],
  [
    'must be an external cluster',
    'full',
    'cluster',
    set('cluster', [...recovery, 'source'], 'x'),
  ],
  [
    'must be an external cluster',
    'full',
    'cluster',
    unset('cluster', ['spec', 'externalClusters', 0, 'plugin']),
  ],
  [
    'names of their own',
    'full',
    'cluster',
    composition => {
      const { spec } = composition.resources.cluster.object;
      const [first] = Object(spec).externalClusters;
      set('cluster', ['spec', 'externalClusters'], [first, first])(composition);
    },
  ],
  [
    'more instances than synchronous',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'instances'], 1),
  ],
  [
    'more synchronous replicas than fixed names',
    'minimal',
    'cluster',
    set('cluster', [...postgresql, 'synchronous', 'number'], 0),
  ],
  [
    'more synchronous replicas than fixed names',
    'minimal',
    'cluster',
    set('cluster', [...postgresql, 'synchronous', 'standbyNamesPre'], ['a']),
  ],
  [
    '13 or newer',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'imageName'], 'postgres:12.1'),
  ],
  [
    'one of two',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'primaryUpdateStrategy'], 'soon'),
  ],
  [
    'preferred or required',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'affinity', 'podAntiAffinityType'], 'never'),
  ],
  [
    'must have a size',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'walStorage', 'size'], 'large'),
  ],
  [
    'must have a size',
    'ephemeral',
    'cluster',
    unset('cluster', ['spec', 'storage']),
  ],
  [
    'how it is reached',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'externalClusters'], [{ name: 'x' }]),
  ],
  [
    'cannot be a path',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'externalClusters'], [{ name: '..', plugin: {} }]),
  ],
  [
    'must have the name of one',
    'minimal',
    'cluster',
    set('cluster', [...parameters, 'work_mem\nport'], '4MB'),
  ],
  ...['archive_mode', 'ssl_max_file', 'recovery_target_time', 'port'].map(
    (name): [string, string, string, Break] => [
      'operator fixes',
      'minimal',
      'cluster',
      set('cluster', [...parameters, name.replace('max', 'cert')], 'on'),
    ],
  ),
  [
    'level replica or logical',
    'minimal',
    'cluster',
    set('cluster', [...parameters, 'wal_level'], 'minimal'),
  ],
  [
    'wal_log_hints',
    'minimal',
    'cluster',
    set('cluster', [...parameters, 'wal_log_hints'], 'off'),
  ],
  [
    'number and a unit',
    'minimal',
    'cluster',
    set('cluster', [...parameters, 'shared_buffers'], '1 gigabyte'),
  ],
  [
    'less than max_wal_size',
    'minimal',
    'cluster',
    set('cluster', [...parameters, 'min_wal_size'], '1GB'),
  ],
  [
    'lead to 16',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'imageName'], 'postgres:15.1'),
  ],
  [
    'at the same time',
    'minimal',
    'cluster',
    composition => {
      set(
        'cluster',
        ['spec', 'primaryUpdateMethod'],
        'switchover',
      )(composition);
      set('cluster', ['spec', 'imageName'], 'postgres:18.9')(composition);
      set('cluster', [...parameters, 'work_mem'], '8MB')(composition);
    },
  ],
  [
    'a cron expression',
    'minimal',
    'scheduled-backup',
    set('scheduled-backup', ['spec', 'schedule'], '0 99 2 * * *'),
  ],
  [
    'only once',
    'full',
    'database-app',
    set(
      'database-app',
      ['spec', 'extensions'],
      [{ name: 'vector' }, { name: 'vector' }],
    ),
  ],
  [
    'under supervision',
    'minimal',
    'cluster',
    composition => {
      set('cluster', ['spec', 'instances'], 1)(composition);
      unset('cluster', [...postgresql, 'synchronous'])(composition);
      set(
        'cluster',
        ['spec', 'primaryUpdateStrategy'],
        'supervised',
      )(composition);
    },
  ],
  [
    'must not exceed limits',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'resources', 'requests', 'cpu'], '9'),
  ],
  [
    'hold shared_buffers',
    'minimal',
    'cluster',
    set('cluster', [...postgresql, 'parameters', 'shared_buffers'], '1GB'),
  ],
  [
    'must fit on the volume',
    'minimal',
    'cluster',
    set('cluster', [...postgresql, 'parameters', 'max_wal_size'], '5GB'),
  ],
  [
    'cannot shrink',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'storage', 'size'], '19Gi'),
  ],
  [
    'cannot shrink',
    'minimal',
    'cluster',
    unset('cluster', ['spec', 'walStorage']),
  ],
  [
    'one plugin',
    'minimal',
    'cluster',
    set('cluster', ['spec', 'plugins'], [archiver, archiver]),
  ],
  [
    'six fields',
    'minimal',
    'scheduled-backup',
    set('scheduled-backup', ['spec', 'schedule'], '0 2 * * *'),
  ],
  [
    'must name the plugin',
    'minimal',
    'scheduled-backup',
    composition => {
      set('scheduled-backup', ['kind'], 'Backup')(composition);
      unset('scheduled-backup', ['spec', 'pluginConfiguration'])(composition);
    },
  ],
];

it.each(cases)('refuses: %s, case %#', (words, name, key, change) => {
  const before = composed(name).resources[key].object;
  before.status = {
    pgDataImageInfo: { majorVersion: name === 'full' ? 17 : 13 },
  };
  const composition = composed(name);
  change(composition);
  const refusals = findWebhookRefusals(
    composition.resources[key].object,
    before,
  );
  expect(refusals.join(' ')).toContain(words);
  // One broken field may break two rules, as an unreadable size does.
  expect(refusals.length).toBeLessThanOrEqual(2);
});

it('proves every rule', () => {
  for (const { refusal } of webhookRules) {
    expect(cases.some(([words]) => refusal.includes(words))).toBe(true);
  }
});
