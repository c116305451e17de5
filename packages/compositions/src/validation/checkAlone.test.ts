import {
  createTestClaim,
  createTestTree,
  definitionOf,
} from '../__testing__/repository';
import { PlatformTree } from '../tree/PlatformTree';
import { checkAlone } from './checkAlone';
import { validateParsedClaim } from './validateClaim';

const tree = createTestTree();

const definition = definitionOf(tree, 'XPostgres');
const small = createTestClaim(tree, {
  kind: 'XPostgres',
  name: 'orders',
  spec: { storageGB: 20 },
});

it('checks a claim once, as long as its definition and what it was stay the same', () => {
  const larger = { ...small, spec: { ...small.spec, storageGB: 40 } };
  const first = checkAlone(small, definition);
  expect(first.issues).toEqual([]);
  expect(checkAlone(small, definition)).toBe(first);

  const shrunk = checkAlone(small, definition, larger);
  expect(shrunk.issues).toMatchObject([{ rule: 'cel' }]);
  expect(checkAlone(small, definition, larger)).toBe(shrunk);
  expect(checkAlone(small, definition).issues).toEqual([]);

  const other = definitionOf(tree, 'XDragonfly');
  expect(checkAlone(small, other).issues).not.toEqual([]);
});

it('says what the surroundings of a claim are now, though the claim itself was checked before', () => {
  const service = `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XWebService
metadata:
  name: shop
  namespace: acme
spec:
  image: ghcr.io/acme/shop@sha256:${'a'.repeat(64)}
  cache:
    claim: pages
`;
  const cache = `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: pages
  namespace: acme
spec: {}
`;
  const filled = createTestTree([
    { path: 'tenants/acme/shop/xwebservice.yaml', content: service },
    { path: 'tenants/acme/pages/xdragonfly.yaml', content: cache },
  ]);
  const [parsed] = filled.claims.filter(
    ({ claim }) => claim.metadata.name === 'shop',
  );
  const rulesIn = (now: PlatformTree) =>
    validateParsedClaim({ parsed, tree: now }).findings.map(item => item.rule);
  const without: PlatformTree = {
    ...filled,
    claims: filled.claims.filter(item => item.claim.kind !== 'XDragonfly'),
  };
  expect(rulesIn(filled)).toEqual([]);
  expect(rulesIn(without)).toEqual(['reference']);
  expect(rulesIn({ ...filled, tenants: [] })).toContain('tenant');
  expect(rulesIn(filled)).toEqual([]);
});
