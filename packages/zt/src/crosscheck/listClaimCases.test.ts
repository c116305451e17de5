import { readPlatformTree } from '@zerotouch/compositions';
import { createContext, createRepository } from '../__testing__/repository';
import { listClaimCases } from './listClaimCases';
import { listObjects } from './listObjects';

const list = (changes: Record<string, string> = {}) => {
  const repository = createRepository(changes);
  return listClaimCases(repository, readPlatformTree(repository.files));
};

it('lists every claim of the tenants as accepted', () => {
  const tenants = list().cases.filter(({ file }) =>
    file.startsWith('tenants/'),
  );
  expect(tenants.length).toBeGreaterThan(5);
  expect(tenants.filter(({ rules }) => rules.length > 0)).toEqual([]);
});

it('lists every example as fit for its schema', () => {
  const examples = list().cases.filter(({ file }) =>
    file.includes('/examples/'),
  );
  expect(examples.length).toBeGreaterThanOrEqual(12);
  expect(examples.filter(({ refusedBySchema }) => refusedBySchema)).toEqual([]);
});

it('tells what a schema refuses from what only our engine can', () => {
  const { cases, ours } = list();
  const find = (name: string) =>
    cases.find(({ file }) => file.endsWith(`/${name}.yaml`));
  expect(find('unknown-size')).toMatchObject({
    rules: ['schema'],
    refusedBySchema: true,
  });
  expect(find('two-targets')).toMatchObject({
    rules: ['cel'],
    refusedBySchema: true,
  });
  expect(find('unknown-field')).toMatchObject({ refusedBySchema: true });
  expect(find('ephemeral-in-production')).toMatchObject({
    rules: ['ephemeral-in-production'],
    refusedBySchema: false,
  });
  expect(ours).toContainEqual({
    file: 'platform/04-apis/xpostgres/tests/invalid/tab.yaml',
    rule: 'parse',
  });
  expect(ours).toContainEqual({
    file: 'platform/04-apis/xpostgres/tests/invalid/unknown-metadata.yaml',
    rule: 'unknown-field',
  });
});

it('judges every refusal of the repository', () => {
  const { cases, ours } = list();
  const invalid = createRepository().files.filter(({ path }) =>
    path.includes('/tests/invalid/'),
  );
  const judged = [...cases, ...ours].map(({ file }) => file);
  expect(judged).toEqual(
    expect.arrayContaining(invalid.map(({ path }) => path)),
  );
});

it('lists manifests, generated Applications and what all examples become', async () => {
  const objects = listObjects(await createContext(), createRepository());
  const sources = objects.map(({ source }) => source);
  expect(sources).toEqual(
    expect.arrayContaining([
      'bootstrap/root.yaml',
      'platform/04-apis/xpostgres/definition.yaml',
      'tenants/acme/orders-db/xpostgres.yaml#cluster',
      'platform/04-apis/xpostgres/examples/full.yaml#cluster',
    ]),
  );
  expect(objects).toContainEqual({
    source: 'bootstrap/applications/tenants-claims.yaml',
    object: expect.objectContaining({ kind: 'Application' }),
  });
});

it('says which example cannot be composed', async () => {
  const path = 'platform/04-apis/xpostgres/examples/broken.yaml';
  const changes = { [path]: 'kind: XPostgres\n' };
  const context = await createContext(changes);
  expect(() => listObjects(context, createRepository(changes))).toThrow(path);
});
