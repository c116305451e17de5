/** Every promise is kept by every claim of the repository, and breaking exactly it is caught. */
import {
  claimFrom,
  createTestTree,
  environmentOf,
  readRepository,
} from '../__testing__/repository';
import { compose } from '../compose/compose';
import { Claim, Composition } from '../types';
import { agentBreaches } from './__testing__/agentBreaches';
import { dataBreaches } from './__testing__/dataBreaches';
import { eventBreaches } from './__testing__/eventBreaches';
import { postgresBreaches } from './__testing__/postgresBreaches';
import { wallBreaches } from './__testing__/wallBreaches';
import { checkConstitution, constitution } from './checkConstitution';

const tree = createTestTree();
const environment = { ...environmentOf(tree), topology: 'multi' as const };
const files = [
  ...readRepository('platform/04-apis').filter(({ path }) =>
    path.includes('/examples/'),
  ),
  ...readRepository('tenants').filter(({ content }) =>
    content.startsWith('apiVersion: platform.zerotouch.dev/'),
  ),
];

it.each(files)('is kept by $path', ({ content }) => {
  const claim = claimFrom(tree, content);
  const composition = compose(claim, {}, environment);
  expect(checkConstitution(claim, composition, environment)).toEqual([]);
});

it('has ids and sentences that can be quoted', () => {
  const ids = constitution.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, sentence } of constitution) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  }
});

function example(name: string): Claim {
  const file = files.find(({ path }) =>
    path.endsWith(`${name.split('/')[0]}/examples/${name.split('/')[1]}.yaml`),
  );
  return claimFrom(tree, file?.content ?? '');
}

const breaches = [
  ...agentBreaches,
  ...postgresBreaches,
  ...dataBreaches,
  ...eventBreaches,
  ...wallBreaches,
];

const cases = breaches.flatMap(([rule, name, breaks]) =>
  breaks.map((broken, index) => ({ rule, name, broken, index })),
);

it.each(cases)(
  '$rule is caught in $name, case $index',
  ({ rule, name, broken }) => {
    const claim = example(name);
    const composition: Composition = structuredClone(
      compose(claim, {}, environment),
    );
    broken(composition);
    const found = checkConstitution(claim, composition, environment);
    expect([...new Set(found.map(violation => violation.rule))]).toEqual([
      rule,
    ]);
    expect(found[0].message).toMatch(/\.$/);
  },
);

it('catches a claim whose data nothing keeps', () => {
  const claim = example('xpostgres/minimal');
  const composition = compose(claim, {}, environment);
  const bare = { ...claim, metadata: { name: 'orders-db', namespace: 'acme' } };
  expect(checkConstitution(bare, composition, environment)).toMatchObject([
    { rule: 'stateful-kept' },
  ]);
});

it('catches a retired claim that cannot be deleted', () => {
  const claim = example('xpostgres/minimal');
  const composition = compose(claim, {}, environment);
  const retired = {
    ...claim,
    metadata: {
      name: 'orders-db',
      namespace: 'acme',
      annotations: { 'platform.zerotouch.dev/retire': 'orders-db' },
    },
  };
  expect(checkConstitution(retired, composition, environment)).toMatchObject([
    { rule: 'retired-released' },
  ]);
  expect(
    checkConstitution(retired, compose(retired, {}, environment), environment),
  ).toEqual([]);
});

it('breaks every rule at least once', () => {
  const broken = new Set([
    ...breaches.map(([rule]) => rule),
    'stateful-kept',
    'retired-released',
  ]);
  expect(
    constitution.map(({ id }) => id).filter(id => !broken.has(id)),
  ).toEqual([]);
});

it('has a storage class that keeps volumes', () => {
  const kept = readRepository('platform').some(({ content }) =>
    content
      .split(/^---$/m)
      .some(
        document =>
          /^kind: StorageClass$/m.test(document) &&
          document.includes(`name: ${environment.storageClass}\n`) &&
          /^reclaimPolicy: Retain$/m.test(document),
      ),
  );
  expect(kept).toBe(true);
});
