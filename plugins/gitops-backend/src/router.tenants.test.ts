import {
  networkSchema,
  tenantFootprintSchema,
} from '@zerotouch/plugin-gitops-common';
import {
  cachePath,
  cacheYaml,
  platformFiles,
} from './__testUtils__/platformFiles';
import { Caller, Gitops, startGitops } from './__testUtils__/startGitops';

describe('what tenants use and reach', () => {
  let gitops: Gitops;
  beforeAll(async () => {
    gitops = await startGitops({
      files: {
        ...platformFiles,
        [cachePath('basket')]: cacheYaml('basket'),
        [cachePath('odd')]: cacheYaml('odd', 'sizee: 1'),
      },
    });
  });
  afterAll(() => gitops.stop());

  it.each<[Caller, number]>([
    ['founder', 200],
    ['viewer', 200],
    ['agent', 200],
    ['service', 403],
    ['anonymous', 401],
  ])('answers %s with %i', async (caller, status) => {
    for (const path of ['/network', '/tenants/acme/footprint']) {
      expect((await gitops.get(path, caller)).status).toBe(status);
    }
  });

  it('shows who may talk to whom, with the entities of claims', async () => {
    const { body } = await gitops.get('/network?tenant=acme');
    const { nodes, edges } = networkSchema.parse(body);
    expect(nodes).toContainEqual({
      id: 'acme/xdragonfly-basket',
      type: 'claim',
      title: 'basket',
      tenant: 'acme',
      claim: { kind: 'XDragonfly', name: 'basket' },
      entityRef: 'resource:acme/xdragonfly-basket',
    });
    expect(edges).toContainEqual({
      from: 'platform/monitoring',
      to: 'acme/xdragonfly-basket',
      ports: ['9999/TCP'],
      reason: 'the platform watches and operates it',
      policies: ['acme/basket-df'],
    });
  });

  it('shows nobody for a tenant that does not exist', async () => {
    const { body } = await gitops.get('/network?tenant=initech');
    expect(networkSchema.parse(body)).toMatchObject({ nodes: [], edges: [] });
  });

  it('adds up what the claims of a tenant request', async () => {
    const { body } = await gitops.get('/tenants/acme/footprint');
    const { claims, used, quota } = tenantFootprintSchema.parse(body);
    expect(claims).toContainEqual({
      kind: 'XDragonfly',
      name: 'basket',
      entityRef: 'resource:acme/xdragonfly-basket',
      used: { cpuMillis: 200, memoryMi: 512, storageGi: 0, replicas: 2 },
    });
    expect(used.replicas).toBe(
      claims.reduce((sum, claim) => sum + claim.used.replicas, 0),
    );
    expect(quota).toEqual({
      cpuMillis: 8000,
      memoryMi: 16384,
      storageGi: 500,
      replicas: 50,
    });
  });

  it('says which tenants there are instead of one that does not exist', async () => {
    const { status, body } = await gitops.get('/tenants/initech/footprint');
    expect(status).toBe(404);
    expect(JSON.stringify(body)).toContain('There is no tenant \\"initech\\"');
  });
});
