import { readRepository } from '../__testing__/repository';
import { RepositoryFile } from '../types';
import { checkQuota, quotaUse } from './checkQuota';
import { readPlatformTree } from './readPlatformTree';

const head = 'apiVersion: platform.zerotouch.dev/v1alpha1\n';

function tenant(quota: string, name = 'acme'): RepositoryFile {
  return {
    path: `tenants/${name}/tenant.yaml`,
    content: `${head}kind: XTenant
metadata:
  name: ${name}
spec:
  displayName: Acme
  owner: group:default/acme
  quota: ${quota}
`,
  };
}

function claim(
  kind: string,
  name: string,
  spec: string,
  namespace = 'acme',
): RepositoryFile {
  return {
    path: `tenants/${namespace}/${name}/${kind.toLowerCase()}.yaml`,
    content: `${head}kind: ${kind}\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: ${spec}\n`,
  };
}

function treeOf(...files: RepositoryFile[]) {
  return readPlatformTree([...readRepository('platform'), ...files]);
}

function messages(...files: RepositoryFile[]): string[] {
  return checkQuota(treeOf(...files)).map(({ finding }) => finding.message);
}

it('finds nothing in the repository', () => {
  const files = [...readRepository('platform'), ...readRepository('tenants')];
  const tree = readPlatformTree(files);
  expect(tree.tenants.length).toBeGreaterThan(0);
  expect(checkQuota(tree)).toEqual([]);
});

it('adds up the claims of a tenant, with the pods of rolling updates', () => {
  const service = claim(
    'XWebService',
    'shop',
    '{ image: app, scaling: { min: 1, max: 4 } }',
  );
  const tree = treeOf(
    tenant('{}'),
    claim('XPostgres', 'orders', '{}'),
    claim('XDragonfly', 'cache', '{ size: micro }'),
    service,
    claim('XPostgres', 'other', '{}', 'globex'),
  );
  expect(quotaUse(tree, 'acme')).toEqual({
    tenant: 'acme',
    used: {
      cpuMillis: 900 + 200 + 5 * 250,
      memoryMi: 1920 + 512 + 5 * 512,
      storageGi: 75,
      replicas: 3 + 2 + 5,
    },
    quota: { cpuMillis: 8000, memoryMi: 16384, storageGi: 500, replicas: 50 },
    claims: [
      {
        kind: 'XWebService',
        name: 'shop',
        used: { cpuMillis: 1250, memoryMi: 2560, storageGi: 0, replicas: 5 },
      },
      {
        kind: 'XPostgres',
        name: 'orders',
        used: { cpuMillis: 900, memoryMi: 1920, storageGi: 75, replicas: 3 },
      },
      {
        kind: 'XDragonfly',
        name: 'cache',
        used: { cpuMillis: 200, memoryMi: 512, storageGi: 0, replicas: 2 },
      },
    ],
  });
});

it.each([
  ['{ storageGi: 74 }', 'need 75 GiB of volumes'],
  ['{ pods: 2 }', 'need 3 pods'],
  ['{ memoryGi: 1 }', 'need 1920 MiB of memory'],
])('refuses a database in a quota of %s', (quota, message) => {
  const found = messages(tenant(quota), claim('XPostgres', 'orders', '{}'));
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

it('counts every claim, not each one by itself', () => {
  const databases = (count: number) =>
    [...Array(count).keys()].map(index =>
      claim('XPostgres', `db-${'abc'[index]}`, '{}'),
    );
  expect(messages(tenant('{ cpu: 2 }'), ...databases(2))).toEqual([]);
  expect(messages(tenant('{ cpu: 2 }'), ...databases(3))).toEqual([
    'The claims of the tenant "acme" need 2700 thousandths of a core, rolling updates included, but spec.quota.cpu allows 2000; raise it, or make a claim smaller.',
  ]);
});

it('fits exactly, and refuses one more', () => {
  const service = claim('XWebService', 'shop', '{ image: app }');
  expect(messages(tenant('{ pods: 4 }'), service)).toEqual([]);
  expect(messages(tenant('{ pods: 3 }'), service)).toHaveLength(1);
});

it('counts no surge for a service that stops before it starts', () => {
  const service = claim(
    'XWebService',
    'shop',
    '{ image: app, scaling: { min: 1, max: 1 }, volume: { sizeGB: 1, mountPath: /data } }',
  );
  expect(messages(tenant('{ pods: 1 }'), service)).toEqual([]);
});

it('points at the quota in the file of the tenant', () => {
  const [{ path, finding }] = checkQuota(
    treeOf(tenant('{ pods: 2 }'), claim('XPostgres', 'orders', '{}')),
  );
  expect(path).toBe('tenants/acme/tenant.yaml');
  expect(finding).toMatchObject({ rule: 'quota', line: 8, column: 18 });
});

it('leaves a claim that cannot be composed to the validation of claims', () => {
  expect(
    messages(
      tenant('{ pods: 3 }'),
      claim('XPostgres', 'orders', '{}'),
      claim('XQueue', 'queue', '{}'),
      claim(
        'XWebService',
        'shop',
        '{ image: app, hostname: other.example.com }',
      ),
    ),
  ).toEqual([]);
});
