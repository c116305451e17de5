import { set, unset, Break } from '../__testing__/breaking';
import {
  claimFrom,
  createTestTree,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { Composition } from '../types';
import { findWebhookRefusals, webhookRules } from './cnpgWebhook';

const tree = createTestTree();
const examples = readRepository('platform/04-apis/xpostgres/examples');

function composed(name: string): Composition {
  const file = examples.find(({ path }) => path.endsWith(`/${name}.yaml`));
  return structuredClone(
    compose(claimFrom(tree, file?.content ?? ''), {}, environmentOf(tree)),
  );
}

it.each(['minimal', 'typical', 'full'])('admits every object of %s', name => {
  for (const { object } of Object.values(composed(name).resources)) {
    expect(findWebhookRefusals(object, object)).toEqual([]);
  }
});

it('has nothing to say about objects of others', () => {
  const { object } = composed('minimal').resources['pod-monitor'];
  expect(findWebhookRefusals(object)).toEqual([]);
});

const recovery = ['spec', 'bootstrap', 'recovery'];
const target = [...recovery, 'recoveryTarget'];
const postgresql = ['spec', 'postgresql'];
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
    'at least one synchronous',
    'minimal',
    'cluster',
    set('cluster', [...postgresql, 'synchronous', 'number'], 0),
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
    'fit on the volume',
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
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toContain(words);
});

it('proves every rule', () => {
  for (const { refusal } of webhookRules) {
    expect(cases.some(([words]) => refusal.includes(words))).toBe(true);
  }
});
