import {
  createTestClaim,
  createTestTree,
  environmentOf,
} from '../__testing__/repository';
import { KubernetesObject } from '../types';
import { compose } from './compose';
import { isReady } from './isReady';
import { sortKeys } from './sortKeys';
import { toComposition } from './toComposition';

const tree = createTestTree();
const environment = environmentOf(tree);
const database = createTestClaim(tree, {
  kind: 'XPostgres',
  name: 'orders',
  spec: {},
});

it.each([
  ['an unknown kind', { ...database, kind: 'XQueue' }, '/kind'],
  [
    'no namespace',
    { ...database, metadata: { name: 'orders' } },
    '/metadata/namespace',
  ],
  ['no defaults', { ...database, spec: {} }, '/spec/size'],
])('refuses %s', (_, claim, path) => {
  expect(() => compose(claim, {}, environment)).toThrow(
    expect.objectContaining({ name: 'ClaimError', path }),
  );
});

it('refuses a key that is not frozen', () => {
  expect(() =>
    toComposition({
      context: {
        claim: database,
        spec: database.spec,
        name: 'orders',
        tenant: 'acme',
        observed: {},
        environment,
      },
      resources: { surprise: database },
      status: {},
    }),
  ).toThrow('"surprise" is not one of the frozen keys of "XPostgres"');
});

it('sorts keys at every depth, keeps lists and drops what is undefined', () => {
  expect(
    JSON.stringify(sortKeys({ b: [{ d: 1, c: 2 }], a: undefined, A: null })),
  ).toBe('{"A":null,"b":[{"c":2,"d":1}]}');
});

function observed(kind: string, status?: unknown): KubernetesObject {
  return { apiVersion: 'v1', kind, metadata: { name: 'x' }, status };
}

const yes = (type: string) => ({ conditions: [{ type, status: 'True' }] });

it.each([
  ['Cluster', yes('Ready'), true],
  ['Cluster', { conditions: [{ type: 'Ready', status: 'False' }] }, false],
  ['Cluster', undefined, false],
  ['Deployment', yes('Available'), true],
  ['Deployment', yes('Progressing'), false],
  ['ExternalSecret', yes('Ready'), true],
  ['ScaledObject', yes('Active'), false],
  ['Usage', yes('Ready'), true],
  ['Dragonfly', { phase: 'Ready' }, true],
  ['Dragonfly', { phase: 'ready' }, true],
  ['Dragonfly', { phase: 'resources-created' }, false],
  ['Database', { applied: true }, true],
  ['Database', { applied: false }, false],
  ['PersistentVolumeClaim', { phase: 'Bound' }, true],
  ['PersistentVolumeClaim', { phase: 'Pending' }, false],
  ['HTTPRoute', { parents: [] }, false],
  ['HTTPRoute', { parents: [yes('Accepted')] }, false],
  [
    'HTTPRoute',
    {
      parents: [
        {
          conditions: [
            { type: 'Accepted', status: 'True' },
            { type: 'ResolvedRefs', status: 'True' },
          ],
        },
      ],
    },
    true,
  ],
  ['Service', undefined, true],
  ['Cluster', 'nonsense', false],
])('says whether a %s with status %j is ready', (kind, status, expected) => {
  expect(isReady(observed(kind, status))).toBe(expected);
});

it('waits for what does not exist', () => {
  expect(isReady(undefined)).toBe(false);
});
