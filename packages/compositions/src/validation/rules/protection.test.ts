import { createTestClaim, createTestTree } from '../../__testing__/repository';
import { isRetiring, isStateful } from '../../claim/statefulClaims';
import { validateRemoval } from './protection';

const tree = createTestTree();
const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
};
const RELEASED = { 'platform.zerotouch.dev/retire': 'orders' };

function claim(
  kind: string,
  spec: Record<string, unknown>,
  annotations?: Record<string, string>,
) {
  return createTestClaim(tree, { kind, name: 'orders', spec, annotations });
}

it.each([
  ['XPostgres', {}, true],
  ['XPostgres', { dataClass: 'ephemeral' }, false],
  ['XDragonfly', {}, false],
  ['XDragonfly', { snapshot: { schedule: '0 2 * * *' } }, true],
  ['XWebService', { image: 'app' }, false],
  ['XWebService', { image: 'app', volume: { sizeGB: 1 } }, true],
  ['XTenant', {}, true],
])('says whether %s %j holds data', (kind, spec, expected) => {
  expect(isStateful(claim(kind, spec))).toBe(expected);
});

it('is retiring only with its own name and without the sync options', () => {
  expect(isRetiring(claim('XPostgres', {}, RELEASED))).toBe(true);
  expect(isRetiring(claim('XPostgres', {}, { ...RELEASED, ...KEPT }))).toBe(
    false,
  );
  expect(
    isRetiring(
      claim('XPostgres', {}, { 'platform.zerotouch.dev/retire': 'other' }),
    ),
  ).toBe(false);
  expect(isRetiring(claim('XPostgres', {}, KEPT))).toBe(false);
});

it('lets a file go only after its release was merged', () => {
  expect(validateRemoval(claim('XPostgres', {}, KEPT))).toMatchObject([
    { rule: 'retire', severity: 'error' },
  ]);
  expect(validateRemoval(claim('XPostgres', {}, RELEASED))).toEqual([]);
  expect(validateRemoval(claim('XDragonfly', {}))).toEqual([]);
});
