import { readRepository } from '../__testing__/repository';
import { RepositoryFile } from '../types';
import { findClaims } from './claimIndex';
import { readPlatformTree, tenantFolder } from './readPlatformTree';

const platform = readRepository('platform');

function cache(tenant: string, name: string): RepositoryFile {
  return {
    path: `tenants/${tenant}/${name}/xdragonfly.yaml`,
    content: `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XDragonfly
metadata:
  name: ${name}
  namespace: ${tenant}
spec:
  size: micro
`,
  };
}

it('reads the definitions with their titles, groups and scopes', () => {
  const { definitions } = readPlatformTree(platform);
  expect(
    [...definitions.values()].map(
      ({ kind, plural, scope, version, group, path }) =>
        [kind, plural, scope, version, group, path].join(' '),
    ),
  ).toEqual(
    expect.arrayContaining([
      'XPostgres xpostgreses Namespaced v1alpha1 Data platform/04-apis/xpostgres/definition.yaml',
      'XWebService xwebservices Namespaced v1alpha1 Services platform/04-apis/xwebservice/definition.yaml',
      'XDragonfly xdragonflies Namespaced v1alpha1 Data platform/04-apis/xdragonfly/definition.yaml',
      'XTenant xtenants Cluster v1alpha1 Tenancy platform/04-apis/xtenant/definition.yaml',
    ]),
  );
  for (const { title, description } of definitions.values()) {
    expect(title).toMatch(/^[A-Z]/);
    expect(description.length).toBeGreaterThan(40);
  }
});

it('reads the environment', () => {
  const { environment } = readPlatformTree(platform);
  expect(environment.findings).toEqual([]);
  expect(environment.environment?.env).toBe('prod');
});

it('finds claims by content, anywhere but beside the definitions', () => {
  const inPlatform = {
    ...cache('acme', 'images'),
    path: 'platform/03-intelligence/images.yaml',
  };
  const ignored = [
    'platform/04-apis/xdragonfly/examples/x.yaml',
    'platform/04-apis/xdragonfly/tests/invalid/x.yaml',
    'templates/cache/skeleton/x.yaml',
    'docs/x.yaml',
    'tenants/acme/notes.md',
  ].map(path => ({ ...cache('acme', 'images'), path }));
  const { claims } = readPlatformTree([inPlatform, ...ignored]);
  expect(claims.map(({ path }) => path)).toEqual([inPlatform.path]);
});

it('says which tenant a claim belongs to', () => {
  const { claims, tenants } = readPlatformTree([
    cache('acme', 'images'),
    {
      ...cache('acme', 'pages'),
      content: cache('acme', 'pages').content.replace(
        '  namespace: acme\n',
        '',
      ),
    },
    {
      path: 'tenants/acme/tenant.yaml',
      content:
        'apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XTenant\nmetadata:\n  name: acme\nspec: {}\n',
    },
  ]);
  expect(claims.map(({ tenant }) => tenant)).toEqual(['acme', 'acme', 'acme']);
  expect(tenants).toEqual(['acme']);
});

it('numbers the documents of a file and finds places in them', () => {
  const first = cache('acme', 'images');
  const content = `# two\n${first.content}---\n${
    cache('acme', 'pages').content
  }`;
  const { claims } = readPlatformTree([{ ...first, content }]);
  expect(claims.map(({ documentIndex }) => documentIndex)).toEqual([0, 1]);
  expect(claims[1].locate('/metadata/name')).toEqual({ line: 13, column: 9 });
  expect(claims[1].locate('/spec/size', 'key')).toEqual({
    line: 16,
    column: 3,
  });
  expect(claims[1].locate('/spec/replicas')).toEqual({ line: 15, column: 1 });
});

it.each([
  ['tenants/acme/x.yaml', 'a: [', 'parse'],
  ['tenants/acme/x.yaml', 'a: 1\na: 2', 'parse'],
  ['platform/01-foundation/x.yaml', '\tx', 'parse'],
  [
    'tenants/acme/x.yaml',
    'apiVersion: platform.zerotouch.dev/v1alpha1\nkind: XPostgres',
    'parse',
  ],
  [
    'platform/04-apis/x/definition.yaml',
    'apiVersion: apiextensions.crossplane.io/v2\nkind: CompositeResourceDefinition\nspec: {}',
    'definition',
  ],
  ['platform/cluster.yaml', 'env: prod', 'environment'],
  ['platform/cluster.yaml', '', 'environment'],
])('reports %s with %j without losing the others', (path, content, rule) => {
  const good = cache('acme', 'images');
  const tree = readPlatformTree([
    ...platform.filter(file => file.path !== path),
    { path, content },
    good,
  ]);
  expect(tree.problems.length).toBeGreaterThan(0);
  for (const problem of tree.problems) {
    expect(problem).toMatchObject({ path, finding: { rule } });
  }
  expect(tree.claims.map(item => item.path)).toContain(good.path);
  expect(tree.definitions.size).toBeGreaterThanOrEqual(4);
});

it('reports a second definition of a kind and keeps the first', () => {
  const [definition] = platform.filter(
    ({ path }) => path === 'platform/04-apis/xpostgres/definition.yaml',
  );
  const tree = readPlatformTree([
    ...platform,
    { ...definition, path: 'platform/04-apis/xpostgres2/definition.yaml' },
  ]);
  expect(tree.problems).toHaveLength(1);
  expect(tree.definitions.get('XPostgres')?.path).toBe(definition.path);
});

it('says that the environment is missing', () => {
  expect(readPlatformTree([]).problems).toMatchObject([
    { path: 'platform/cluster.yaml', finding: { rule: 'environment' } },
  ]);
});

it('finds claims by kind, tenant and name', () => {
  const tree = readPlatformTree([
    cache('acme', 'images'),
    cache('globex', 'images'),
    { ...cache('acme', 'images'), path: 'tenants/acme/copy.yaml' },
  ]);
  const find = (tenant: string, name: string) =>
    findClaims(tree, { kind: 'XDragonfly', tenant, name }).map(
      ({ path }) => path,
    );
  expect(find('acme', 'images')).toHaveLength(2);
  expect(find('globex', 'images')).toHaveLength(1);
  expect(find('acme', 'pages')).toEqual([]);
});

it('knows the tenant of a folder', () => {
  expect(tenantFolder('tenants/acme/tenant.yaml')).toBe('acme');
  expect(tenantFolder('tenants/readme.yaml')).toBeUndefined();
  expect(tenantFolder('platform/cluster.yaml')).toBeUndefined();
});
