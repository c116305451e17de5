import { cachePath, cacheYaml } from './__testUtils__/platformFiles';
import { toRequest } from './__testUtils__/newProposal';
import { Gitops, startGitops } from './__testUtils__/startGitops';

const claim = (overrides: object) => ({
  kind: 'XDragonfly',
  tenant: 'acme',
  name: 'basket',
  spec: {},
  ...overrides,
});

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefgh'
    .split('')
    .map(
      (name, index) =>
        `${name}: &${name} [${Array(10)
          .fill(`*${'abcdefgh'[index]}`)
          .join(', ')}]`,
    ),
].join('\n  ');

describe('bad inputs', () => {
  let gitops: Gitops;
  beforeAll(async () => {
    gitops = await startGitops();
  });
  afterEach(async () => {
    const { items } = await gitops.forge.listProposals({ limit: 1 });
    if (items.length > 0) {
      throw new Error(`A bad input opened proposal ${items[0].number}`);
    }
  });
  afterAll(() => gitops.stop());

  const withField = (field: string) =>
    gitops
      .post('/preview')
      .set('Content-Type', 'application/json')
      .send(
        JSON.stringify(claim({ spec: { size: 'micro' } })).replace(
          '"micro"',
          `"micro","${field}":{"polluted":true}`,
        ),
      );

  it.each(['owner', 'repoUrl', 'constructor', 'toString'])(
    'call the field "%s" unknown, and change nothing else',
    async field => {
      const response = await withField(field);
      expect(response.status).toBe(200);
      expect(response.body.findings).toEqual([
        expect.objectContaining({
          rule: 'unknown-field',
          pointer: `/spec/${field}`,
        }),
      ]);
      expect(response.body.objects).toEqual([]);
    },
  );

  it('make no prototype of the field "__proto__"', async () => {
    const { text } = await withField('__proto__');
    expect({}).not.toHaveProperty('polluted');
    expect(text).not.toContain('"polluted"');
  });

  it('refuse half a megabyte of spec with a sentence, quickly', async () => {
    const spec = { size: 'x'.repeat(500_000) };
    const started = performance.now();
    const response = await gitops.post('/preview', claim({ spec }));
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('at most 200000');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('refuse an alias bomb in a file', async () => {
    const response = await gitops.post(
      '/proposals',
      toRequest({ [cachePath('basket')]: cacheYaml('basket', bomb) }),
    );
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('aliases');
  });

  it.each([
    [{ tenant: '..' }],
    [{ tenant: '../platform' }],
    [{ tenant: 'acme/../globex' }],
    [{ name: '../../platform/cluster' }],
    [{ name: '..' }],
    [{ name: 'a/b' }],
    [{ name: 'a\0b' }],
  ])('let no path climb: %j', async overrides => {
    const { body } = await gitops.post('/preview', claim(overrides));
    const findings: { severity: string }[] = body.findings ?? [];
    const isRefused =
      body.error !== undefined ||
      findings.some(({ severity }) => severity === 'error');
    expect({ isRefused, objects: body.objects ?? [] }).toEqual({
      isRefused: true,
      objects: [],
    });
    const proposal = await gitops.post(
      '/proposals',
      toRequest({
        [body.path ?? '../x.yaml']: body.yaml ?? cacheYaml('basket'),
      }),
    );
    expect(proposal.status).toBe(400);
  });

  it.each([
    ['а Cyrillic letter', 'bаsket'],
    ['a full-width letter', 'ｂasket'],
    ['a zero-width joiner', 'bas\u200Dket'],
    ['a dotless i', 'bıasket'],
    ['upper case', 'Basket'],
  ])('refuse a name that looks like another one, with %s', async (_, name) => {
    const { body } = await gitops.post('/preview', claim({ name }));
    expect(body.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          severity: 'error',
          pointer: '/metadata/name',
        }),
      ]),
    );
    expect(body.objects).toEqual([]);
  });

  it.each(['асme', 'ACME'])(
    'know no tenant that looks like another one: %s',
    async tenant => {
      const { body } = await gitops.post('/preview', claim({ tenant }));
      expect(JSON.stringify(body.findings)).toContain('"severity":"error"');
      expect(body.objects).toEqual([]);
    },
  );

  it('let a viewer preview, and propose nothing', async () => {
    const preview = await gitops.post(
      '/previews',
      { claims: [claim({})] },
      'viewer',
    );
    expect(preview.status).toBe(200);
    const proposal = await gitops.post(
      '/proposals',
      toRequest({ [cachePath('basket')]: cacheYaml('basket') }),
      'viewer',
    );
    expect(proposal.status).toBe(403);
  });
});

describe('previews of claims that belong together', () => {
  let gitops: Gitops;
  beforeAll(async () => {
    gitops = await startGitops();
  });
  afterAll(() => gitops.stop());

  const service = claim({
    kind: 'XWebService',
    name: 'shop',
    spec: { image: 'ghcr.io/acme/shop:1', database: { claim: 'shop-db' } },
  });
  const database = claim({ kind: 'XPostgres', name: 'shop-db' });

  it('know each other', async () => {
    const alone = await gitops.post('/previews', { claims: [service] });
    expect(JSON.stringify(alone.body)).toContain('has no XPostgres');
    const { body } = await gitops.post('/previews', {
      claims: [service, database],
    });
    expect(
      body.items.flatMap((item: { findings: { severity: string }[] }) =>
        item.findings.filter(({ severity }) => severity === 'error'),
      ),
    ).toEqual([]);
    expect(body.items[1]).toMatchObject({
      footprint: { after: { replicas: 3 } },
      quota: { limit: { cpuMillis: 8000 } },
      protection: { isStateful: true },
    });
    expect(body.items[1].difference).toBeUndefined();
  });

  it('refuse the same claim twice', async () => {
    const { status } = await gitops.post('/previews', {
      claims: [database, database],
    });
    expect(status).toBe(400);
  });

  it('show what changes of a claim that exists', async () => {
    const { body } = await gitops.post(
      '/preview',
      claim({ kind: 'XPostgres', name: 'orders', spec: { storageGB: 40 } }),
    );
    expect(body.footprint.after.storageGi).toBeGreaterThan(
      body.footprint.before.storageGi,
    );
    expect(body.difference.changes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          change: 'changed',
          object: expect.objectContaining({ kind: 'Cluster' }),
          fields: expect.arrayContaining([
            { pointer: '/spec/storage/size', before: '20Gi', after: '40Gi' },
          ]),
        }),
      ]),
    );
  });

  it('say which fields are there only with others, and which names are known', async () => {
    const { body } = await gitops.get('/legos/XWebService');
    expect(body.conditions).toContainEqual({
      field: 'hostname',
      by: 'exposure',
      equals: true,
      value: 'public',
    });
    expect(body.firstFields).toContain('image');
    const list = await gitops.get('/legos', 'viewer');
    expect(list.body.items.map(({ kind }: { kind: string }) => kind)).toContain(
      'XPostgres',
    );
    expect((await gitops.get('/legos/XNothing')).status).toBe(404);
  });
});
