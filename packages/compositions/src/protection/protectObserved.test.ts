/**
 * A wrong compose() cannot delete data. Everything that a golden contains is taken as existing, and compose() is broken in every way that
 * could lose an object which holds data.
 */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { Break, drop, renameKey, set, unset } from '../__testing__/breaking';
import {
  claimFrom,
  createTestTree,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { Composition, ObservedResources } from '../types';
import { composeProtected } from './composeProtected';
import { PROTECTED_KINDS } from './protectObserved';

const tree = createTestTree();
const environment = environmentOf(tree);

const goldens = readRepository('platform/04-apis')
  .filter(({ path }) => path.includes('/examples/'))
  .map(({ path, content }) => {
    const lego = basename(dirname(dirname(path)));
    const golden: Composition = parse(
      readFileSync(
        join(__dirname, '..', lego, 'goldens', basename(path)),
        'utf8',
      ),
    );
    const observed: ObservedResources = Object.fromEntries(
      Object.entries(golden.resources).map(([key, { object }]) => [
        key,
        object,
      ]),
    );
    return {
      name: `${lego}/${basename(path)}`,
      claim: claimFrom(tree, content),
      observed,
    };
  });

type Golden = (typeof goldens)[number];

function run({ claim, observed }: Golden, broken: () => unknown) {
  return composeProtected({
    claim,
    observed,
    environment,
    compose: broken as typeof compose,
  });
}

function mutated(golden: Golden, change: Break) {
  const composition = structuredClone(
    compose(golden.claim, golden.observed, environment),
  );
  change(composition);
  return run(golden, () => composition);
}

const protectedKeys = goldens.flatMap(golden =>
  Object.entries(golden.observed)
    .filter(([, { kind }]) => PROTECTED_KINDS.has(kind))
    .map(([key, { kind }]) => ({ golden, name: golden.name, key, kind })),
);

it('knows every kind that holds data in the goldens', () => {
  expect([...new Set(protectedKeys.map(({ kind }) => kind))].sort()).toEqual([
    'Cluster',
    'Dragonfly',
    'Namespace',
    'ObjectStore',
    'PersistentVolumeClaim',
    'ScheduledBackup',
    'Stream',
  ]);
});

it.each(goldens)('lets the right result of $name pass', golden => {
  expect(
    run(golden, () => compose(golden.claim, golden.observed, environment)),
  ).toMatchObject({ result: 'ok' });
});

describe.each([
  [
    'throws',
    () => {
      throw new Error('broken');
    },
  ],
  [
    'throws something else',
    () => {
      const text: unknown = 'broken';
      throw text;
    },
  ],
  ['gives nothing', () => undefined],
  ['gives null', () => null],
  ['gives a text', () => 'broken'],
  ['gives a promise', () => Promise.resolve({})],
  ['gives no resources', () => ({})],
  ['gives a list of resources', () => ({ resources: [] })],
  ['gives empty resources', () => ({ resources: {} })],
  ['gives null for an object', () => ({ resources: { cluster: null } })],
  ['gives empty objects', () => ({ resources: { cluster: {} } })],
])('when compose() %s', (_, broken) => {
  it.each(goldens)('nothing of $name changes', golden => {
    const outcome = run(golden, broken);
    expect(outcome.result).toBe('fatal');
    expect(outcome).not.toHaveProperty('composition');
  });
});

describe.each(protectedKeys)('$name: $key', ({ golden, key, kind }) => {
  const other = Object.keys(golden.observed).find(item => item !== key) ?? '';
  const swap: Break = ({ resources }) => {
    [resources[key], resources[other]] = [resources[other], resources[key]];
  };
  const twin: Break = ({ resources }) => {
    resources[`${key}-again`] = structuredClone(resources[key]);
  };
  const breaks: [string, Break][] = [
    ['dropped', drop(key)],
    ['composed twice', twin],
    ['under another key', renameKey(key, `${key}2`)],
    ['under no key', renameKey(key, '')],
    ['swapped', swap],
    ['of another kind', set(key, ['kind'], 'ConfigMap')],
    ['of another group', set(key, ['apiVersion'], 'example.com/v1')],
    ['of another name', set(key, ['metadata', 'name'], 'other')],
    ['without a name', unset(key, ['metadata', 'name'])],
    ['without metadata', unset(key, ['metadata'])],
    ['in another namespace', set(key, ['metadata', 'namespace'], 'globex')],
  ];
  it.each(breaks)('%s is fatal', (_, change) => {
    const outcome = mutated(golden, change);
    expect(outcome.result).toBe('fatal');
    expect(outcome).toMatchObject({
      message: expect.stringContaining(`${kind} "`),
    });
  });
});

const plugin = ['spec', 'plugins', 0];
const archive = [...plugin, 'parameters', 'serverName'];
const clusters = goldens.filter(({ claim }) => claim.kind === 'XPostgres');

describe.each(clusters)('the Cluster of $name', golden => {
  it.each<[string, Break]>([
    ['another archive', set('cluster', archive, 'orders-db')],
    ['the archive of another claim', set('cluster', archive, 'x-18-1')],
    ['an older version', set('cluster', archive, 'orders-db-16-1')],
    ['no archive name', unset('cluster', archive)],
    ['no archiver', set('cluster', [...plugin, 'isWALArchiver'], false)],
    ['no plugins', unset('cluster', ['spec', 'plugins'])],
    ['fewer instances', set('cluster', ['spec', 'instances'], 1)],
    ['no number of instances', unset('cluster', ['spec', 'instances'])],
    ['no log volume', unset('cluster', ['spec', 'walStorage'])],
    ['no spec', unset('cluster', ['spec'])],
    ['a suspended backup', set('scheduled-backup', ['spec', 'suspend'], true)],
  ])('never gets %s', (_, change) => {
    expect(mutated(golden, change)).toMatchObject({
      result: 'fatal',
      message: expect.stringContaining('data would be lost'),
    });
  });
});

it.each(clusters)('the archives of $name stay where they are', golden => {
  const stores = Object.keys(golden.observed).filter(
    key => golden.observed[key].kind === 'ObjectStore',
  );
  expect(stores).toContain('object-store');
  for (const key of stores) {
    const path = ['spec', 'configuration', 'destinationPath'];
    expect(mutated(golden, set(key, path, 's3://other/acme/'))).toMatchObject({
      result: 'fatal',
      message: expect.stringContaining('would lie at "s3://other/acme/"'),
    });
    expect(mutated(golden, unset(key, ['spec'])).result).toBe('fatal');
  }
});

it('lets an upgrade pass, and refuses another incarnation with it', () => {
  const [golden] = goldens.filter(({ name }) => name === 'xpostgres/full.yaml');
  const archived = (name: string) =>
    mutated(golden, set('cluster', archive, name));
  expect(archived('billing-db-18-2').result).toBe('ok');
  expect(archived('billing-db-18-3').result).toBe('fatal');
  expect(archived('billing-db-16-2').result).toBe('fatal');
});

it('never stops the snapshots of a cache', () => {
  const [golden] = goldens.filter(
    ({ name }) => name === 'xdragonfly/full.yaml',
  );
  expect(mutated(golden, unset('dragonfly', ['spec', 'snapshot'])).result).toBe(
    'fatal',
  );
});

it('says where in the claim the mistake is', () => {
  const [golden] = clusters;
  const claim = {
    ...golden.claim,
    spec: { ...golden.claim.spec, incarnation: 9 },
  };
  expect(
    composeProtected({ claim, observed: golden.observed, environment }),
  ).toMatchObject({ result: 'fatal', path: '/spec/incarnation' });
});

it('lets go what holds no data', () => {
  const [golden] = goldens.filter(
    ({ name }) => name === 'xwebservice/full.yaml',
  );
  expect(mutated(golden, drop('alerts')).result).toBe('ok');
});
