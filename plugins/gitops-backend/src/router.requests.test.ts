import {
  claimListSchema,
  commitPageSchema,
  fileContentSchema,
  previewSchema,
  problemListSchema,
} from '@zerotouch/plugin-gitops-common';
import { propose, toRequest } from './__testUtils__/newProposal';
import {
  cachePath,
  cacheYaml,
  databasePath,
  platformFiles,
} from './__testUtils__/platformFiles';
import { Caller, Gitops, startGitops } from './__testUtils__/startGitops';

const SHA = 'a'.repeat(40);

describe('requests', () => {
  let gitops: Gitops;
  beforeAll(async () => {
    gitops = await startGitops({
      files: {
        ...platformFiles,
        'tenants/acme/broken/xpostgres.yaml': 'kind: [',
        [cachePath('odd')]: cacheYaml('odd', 'sizee: 1'),
      },
    });
  });
  afterAll(() => gitops.stop());

  const preview = {
    kind: 'XDragonfly',
    tenant: 'acme',
    name: 'basket',
    spec: {},
  };

  describe('that read', () => {
    it.each<[Caller, number]>([
      ['founder', 200],
      ['viewer', 200],
      ['agent', 200],
      ['mcp', 200],
      ['service', 403],
      ['anonymous', 401],
    ])('answer %s with %i', async (caller, status) => {
      for (const path of [
        '/proposals',
        '/commits',
        '/files?path=README.md',
        '/claims',
        '/problems',
      ]) {
        expect((await gitops.get(path, caller)).status).toBe(status);
      }
      const response = await gitops.post('/preview', preview, caller);
      expect(response.status).toBe(status);
    });

    it('list commits', async () => {
      const { body } = await gitops.get('/commits?limit=1&path=README.md');
      expect(commitPageSchema.parse(body).items).toHaveLength(1);
    });

    it('return a file at a ref', async () => {
      const ref = await gitops.forge.getHead();
      const { body } = await gitops.get(`/files?path=README.md&ref=${ref}`);
      expect(fileContentSchema.parse(body)).toEqual({
        path: 'README.md',
        ref,
        content: '# Platform\n',
      });
    });

    it('list claims with their entities', async () => {
      const { body } = await gitops.get('/claims');
      const { sha, items } = claimListSchema.parse(body);
      expect(sha).toBe(await gitops.forge.getHead());
      expect(items.map(item => item.entityRef)).toEqual([
        'resource:acme/xtenant-acme',
        'resource:acme/xdragonfly-odd',
        'resource:acme/xpostgres-orders',
        'resource:acme/xdragonfly-sessions',
      ]);
    });

    it('list what is wrong on main, with its place', async () => {
      const { body } = await gitops.get('/problems');
      const { items } = problemListSchema.parse(body);
      expect(items).toEqual([
        expect.objectContaining({
          path: 'tenants/acme/broken/xpostgres.yaml',
          rule: 'parse',
          severity: 'error',
        }),
        expect.objectContaining({
          path: cachePath('odd'),
          rule: 'unknown-field',
          line: 7,
        }),
      ]);
    });
  });

  describe('that preview', () => {
    it('show the file and the objects of a claim', async () => {
      const { body, status } = await gitops.post('/preview', preview);
      expect(status).toBe(200);
      const result = previewSchema.parse(body);
      expect(result.path).toBe(cachePath('basket'));
      expect(result.yaml).toContain('kind: XDragonfly');
      expect(result.findings).toEqual([]);
      expect(result.objects).toContainEqual(
        expect.objectContaining({ kind: 'Dragonfly', name: 'basket-df' }),
      );
    });

    it('show findings instead of objects', async () => {
      const { body } = await gitops.post('/preview', {
        ...preview,
        spec: { replicas: 9 },
      });
      expect(previewSchema.parse(body)).toMatchObject({
        findings: [{ rule: 'schema', severity: 'error' }],
        objects: [],
      });
    });

    it('warn of a claim that exists', async () => {
      const { body } = await gitops.post('/preview', {
        ...preview,
        name: 'sessions',
        spec: { size: 'micro' },
      });
      expect(body.findings).toEqual([
        expect.objectContaining({ rule: 'exists', severity: 'warning' }),
      ]);
    });

    it('say that a kind is unknown', async () => {
      const { body, status } = await gitops.post('/preview', {
        ...preview,
        kind: 'XMysql',
      });
      expect(status).toBe(400);
      expect(body.error.message).toContain('"XMysql"');
    });

    it('write nothing', async () => {
      const head = await gitops.forge.getHead();
      await gitops.post('/preview', preview).expect(200);
      expect(await gitops.forge.getHead()).toBe(head);
    });
  });

  describe('that are wrong', () => {
    it.each([
      ['mappings', '{"a":', '}'],
      ['lists', '[', ']'],
    ])('do not use up the stack: deep %s', async (_, open, close) => {
      const deep = `${open.repeat(20_000)}1${close.repeat(20_000)}`;
      const { body, status } = await gitops
        .post('/preview')
        .set('content-type', 'application/json')
        .send(
          `{"kind":"XDragonfly","tenant":"acme","name":"a","spec":{"a":${deep}}}`,
        );
      expect(status).toBe(400);
      expect(body.error.message).toContain('nested deeper than 64 levels');
    });

    it.each([
      ['/proposals?state=stale', '"state"'],
      ['/proposals?limit=0', '"limit"'],
      ['/proposals/x', '"number"'],
      ['/proposals/-1', '"number"'],
      ['/proposals/1.5', '"number"'],
      ['/commits?limit=101', '"limit"'],
      ['/files', '"path"'],
      ['/files?path=../../etc/passwd', '"path"'],
      ['/files?path=README.md&ref=--output=x', '"ref"'],
    ])('are refused with the field: GET %s', async (path, field) => {
      const { body, status } = await gitops.get(path);
      expect(status).toBe(400);
      expect(body.error).toMatchObject({
        name: 'InputError',
        message: expect.stringContaining(field),
      });
    });

    it.each([
      ['/proposals/1/merge', {}, '"headSha"'],
      ['/proposals/1/merge', { headSha: 'main' }, '"headSha"'],
      ['/proposals/1/close', { reason: '  ' }, '"reason"'],
      ['/proposals/1/comments', { body: 7 }, '"body"'],
      ['/proposals', toRequest({}), '"changes"'],
      ['/proposals', toRequest({ '.git/../x': '' }), '"changes.0.path"'],
      ['/proposals', toRequest({ a: '' }, { title: '' }), '"title"'],
      ['/preview', { kind: 'XPostgres' }, '"tenant"'],
    ])('are refused with the field: POST %s %j', async (path, body, field) => {
      const response = await gitops.post(path, body);
      expect(response.status).toBe(400);
      expect(response.body.error.message).toContain(field);
    });

    it.each([
      ['get', '/proposals/999'],
      ['get', '/files?path=no/such/file.md'],
      ['get', `/files?path=README.md&ref=${SHA}`],
      ['get', '/nothing/here'],
      ['get', '/proposals/1/merge'],
      ['post', '/proposals/999/update'],
      ['post', '/proposals/999/revert'],
    ] as const)('are not found: %s %s', async (method, path) => {
      const response = await (method === 'get'
        ? gitops.get(path)
        : gitops.post(path, {}));
      expect(response.status).toBe(404);
    });

    it('are not found when somebody decides about nothing', async () => {
      const merge = await gitops.post('/proposals/999/merge', { headSha: SHA });
      const close = await gitops.post('/proposals/999/close', { reason: 'No' });
      expect([merge.status, close.status]).toEqual([404, 404]);
    });

    it('are refused above 1.5 MB', async () => {
      const content = 'x'.repeat(2_000_000);
      const response = await gitops.post(
        '/proposals',
        toRequest({ 'docs/a.md': content }),
      );
      expect(response.status).toBe(413);
    });

    it('are refused when they are no JSON', async () => {
      const response = await gitops
        .post('/preview', undefined)
        .set('Content-Type', 'application/json')
        .send('{"kind": ');
      expect(response.status).toBe(400);
    });

    it('never show a stack', async () => {
      const { text } = await gitops.get('/proposals/999');
      expect(text).not.toContain('node_modules');
      expect(text).not.toContain('"stack"');
    });
  });

  it('work over a platform that is partly broken', async () => {
    const path = databasePath('orders');
    const { number } = await propose(gitops, {
      [path]: platformFiles[path].replace('20', '30'),
    });
    const { body } = await gitops.get(`/proposals/${number}`);
    expect(body.checks[0]).toMatchObject({ status: 'success' });
  });
});
