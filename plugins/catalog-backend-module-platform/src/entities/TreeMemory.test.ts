import { readPlatformTree } from '@zerotouch/compositions';
import { database, platformFiles, toFiles } from '../testUtils/platformFiles';
import { readManifests } from './readManifests';
import { toEntities } from './toEntities';
import { TreeMemory } from './TreeMemory';

const path = 'tenants/acme/orders-db/xpostgres.yaml';

function sorted(changes: Record<string, string | undefined> = {}) {
  const files = Object.entries({ ...platformFiles, ...changes }).flatMap(
    ([name, content]) => (content === undefined ? [] : [[name, content]]),
  );
  return toFiles(Object.fromEntries(files.sort()));
}

/** What a tree says, without the functions in it. */
function toData(files: ReturnType<typeof sorted>, memory?: TreeMemory) {
  const tree = memory?.readTree(files) ?? readPlatformTree(files);
  const manifests = memory?.readManifests(files) ?? readManifests(files);
  const problems = [...tree.problems].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
  return JSON.parse(
    JSON.stringify({
      ...tree,
      problems,
      definitions: [...tree.definitions],
      manifests,
    }),
  );
}

describe('TreeMemory', () => {
  it.each([
    ['nothing', {}],
    ['a changed claim', { [path]: database('acme', 'orders-db', 90) }],
    ['a broken claim', { [path]: 'a: [' }],
    ['a removed tenant', { 'tenants/acme/tenant.yaml': undefined }],
    ['a new file', { 'tenants/acme/x/y.yaml': database('acme', 'x') }],
    [
      'a removed definition',
      { 'platform/04-apis/xpostgres/definition.yaml': undefined },
    ],
    ['a broken template', { 'templates/xpostgres/template.yaml': 'a: [' }],
  ])('says after %s what reading everything anew says', (_, changes) => {
    const memory = TreeMemory.create();
    toData(sorted(), memory);
    expect(toData(sorted(changes), memory)).toEqual(toData(sorted(changes)));
    expect(toData(sorted(), memory)).toEqual(toData(sorted()));
    expect(toEntities(sorted(changes), { memory })).toEqual(
      toEntities(sorted(changes)),
    );
  });

  it('keeps definitions while the platform stays', () => {
    const memory = TreeMemory.create();
    const first = memory.readTree(sorted());
    const next = memory.readTree(sorted({ [path]: undefined }));
    expect(next.definitions).toBe(first.definitions);
    expect(next.claims).toHaveLength(first.claims.length - 1);
  });

  it('keeps the entities that stay the same, and makes those anew whose claim or its surroundings changed', () => {
    const memory = TreeMemory.create();
    const service = 'tenants/acme/shop/xwebservice.yaml';
    const files = {
      [service]: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XWebService
metadata:
  name: shop
  namespace: acme
spec:
  image: ghcr.io/acme/shop@sha256:${'a'.repeat(64)}
  database:
    claim: orders-db
`,
    };
    const entityOf = (changes: Record<string, string | undefined>) => {
      const { entities } = toEntities(sorted({ ...files, ...changes }), {
        memory,
      });
      return (name: string) =>
        entities.find(entity => entity.metadata.name === name);
    };
    const first = entityOf({});
    expect(first('xwebservice-shop')?.spec?.dependsOn).toContain(
      'resource:acme/xpostgres-orders-db',
    );

    const resized = entityOf({ [path]: database('acme', 'orders-db', 90) });
    expect(resized('xwebservice-shop')).toBe(first('xwebservice-shop'));
    expect(resized('xpostgres-orders-db')).not.toBe(
      first('xpostgres-orders-db'),
    );

    const alone = entityOf({ [path]: undefined });
    expect(alone('xpostgres-orders-db')).toBeUndefined();
    expect(alone('xwebservice-shop')?.spec?.dependsOn).not.toContain(
      'resource:acme/xpostgres-orders-db',
    );
    expect(alone('xwebservice-shop')?.metadata.annotations).toHaveProperty([
      'platform.zerotouch.dev/error',
    ]);
  });
});
