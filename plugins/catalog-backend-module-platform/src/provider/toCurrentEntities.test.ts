import { stringifyEntityRef } from '@backstage/catalog-model';
import { ANNOTATION_ERROR } from '../entities/annotations';
import { MemoryForge } from '../testUtils/MemoryForge';
import { database, platformFiles } from '../testUtils/platformFiles';
import { LastGoodFiles } from './LastGoodFiles';
import { RepositorySnapshot } from './RepositorySnapshot';
import { toCurrentEntities } from './toCurrentEntities';

const path = 'tenants/acme/orders-db/xpostgres.yaml';
const ref = 'resource:acme/xpostgres-orders-db';

function follow(forge: MemoryForge) {
  const snapshot = RepositorySnapshot.create({ forge });
  const lastGood = LastGoodFiles.create({ forge });
  return async () => {
    const sha = await forge.getHead();
    const { entities, problems } = await toCurrentEntities({
      files: await snapshot.read(sha),
      ref: sha,
      lastGood,
    });
    const byRef = new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
    return {
      problems,
      refs: [...byRef.keys()],
      errorOf: (entityRef: string) =>
        byRef.get(entityRef)?.metadata.annotations?.[ANNOTATION_ERROR],
      get: (entityRef: string) => byRef.get(entityRef),
    };
  };
}

describe('toCurrentEntities', () => {
  it.each([
    ['broken YAML', 'spec: [', /line 1, column \d+: This is not valid YAML/],
    [
      'a value out of range',
      database('acme', 'orders-db', 1),
      /line 10, column 14: .*storageGB/,
    ],
  ])('keeps the last good version over %s', async (_, bad, message) => {
    const forge = MemoryForge.create(platformFiles);
    const read = follow(forge);
    const good = await read();
    forge.commit({ [path]: bad });
    const now = await read();
    expect(now.refs).toEqual(good.refs);
    expect(now.get(ref)?.spec).toEqual(good.get(ref)?.spec);
    expect(now.errorOf(ref)).toMatch(message);
    expect(now.errorOf(ref)).toContain(path);
    expect(now.problems).toContainEqual(expect.objectContaining({ path }));
  });

  it('finds the last good version in history, not in memory', async () => {
    const forge = MemoryForge.create(platformFiles);
    forge.commit({ [path]: 'spec: [' });
    forge.commit({ [path]: 'spec: [[' });
    forge.commit({ 'docs/index.md': '# Hello\n' });
    const now = await follow(forge)();
    expect(now.refs).toContain(ref);
    expect(now.errorOf(ref)).toBeDefined();
  });

  it('drops the error when the file is mended, and the entity when it is removed', async () => {
    const forge = MemoryForge.create(platformFiles);
    const read = follow(forge);
    forge.commit({ [path]: 'spec: [' });
    expect((await read()).errorOf(ref)).toBeDefined();
    forge.commit({ [path]: database('acme', 'orders-db', 60) });
    expect((await read()).errorOf(ref)).toBeUndefined();
    forge.commit({ [path]: 'spec: [' });
    forge.commit({ [path]: null });
    expect((await read()).refs).not.toContain(ref);
  });

  it('shows no entity for a file that was never good, and all others', async () => {
    const forge = MemoryForge.create(platformFiles);
    const read = follow(forge);
    const good = await read();
    const junk = 'tenants/acme/junk/xpostgres.yaml';
    forge.commit({ [junk]: 'kind: [' });
    const now = await read();
    expect(now.refs).toEqual(good.refs);
    expect(now.problems).toContainEqual(
      expect.objectContaining({ path: junk, severity: 'error' }),
    );
  });

  it('judges claims by the last good definition while it is broken', async () => {
    const forge = MemoryForge.create(platformFiles);
    const read = follow(forge);
    const good = await read();
    forge.commit({
      'platform/04-apis/xpostgres/definition.yaml': 'spec: [',
      'tenants/acme/next/xpostgres.yaml': database('acme', 'next'),
    });
    const now = await read();
    expect(now.refs).toEqual(
      expect.arrayContaining([...good.refs, 'resource:acme/xpostgres-next']),
    );
    expect(now.errorOf('api:default/xpostgres')).toBeDefined();
    expect(now.errorOf('resource:acme/xpostgres-next')).toBeUndefined();
  });

  it('reads history once for a file that stays broken', async () => {
    const forge = MemoryForge.create(platformFiles);
    const read = follow(forge);
    forge.commit({ [path]: 'spec: [' });
    await read();
    forge.reads.length = 0;
    forge.commit({
      'tenants/acme/next/xpostgres.yaml': database('acme', 'next'),
    });
    await read();
    expect(forge.reads).toEqual(['tenants/acme/next/xpostgres.yaml']);
  });

  it('gives up after 50 versions', async () => {
    const forge = MemoryForge.create(platformFiles);
    for (let version = 0; version < 50; version++) {
      forge.commit({ [path]: `spec: [${version}` });
    }
    expect((await follow(forge)()).refs).not.toContain(ref);
  });
});
