import {
  proposalPageSchema,
  proposalSchema,
} from '@zerotouch/plugin-gitops-common';
import { propose, toRequest } from './__testUtils__/newProposal';
import {
  cachePath,
  cacheYaml,
  databasePath,
  databaseYaml,
  tenantYaml,
} from './__testUtils__/platformFiles';
import { Caller, Gitops, startGitops } from './__testUtils__/startGitops';

describe('proposals', () => {
  let gitops: Gitops;
  beforeEach(async () => {
    gitops = await startGitops();
  });
  afterEach(() => gitops.stop());

  const merge = async (proposal: { number: number; headSha: string }) =>
    gitops.post(`/proposals/${proposal.number}/merge`, proposal).expect(200);

  it('opens a proposal with the caller as the author', async () => {
    const response = await gitops.post(
      '/proposals',
      toRequest(
        { [cachePath('basket')]: cacheYaml('basket') },
        { title: 'Add cache basket', body: 'For the shop.' },
      ),
    );
    expect(response.status).toBe(201);
    const created = proposalSchema.parse(response.body);
    expect(created).toMatchObject({
      title: 'Add cache basket',
      body: 'For the shop.',
      author: { ref: 'user:default/founder', kind: 'human' },
      state: 'open',
      baseSha: await gitops.forge.getHead(),
      tenants: ['acme'],
      files: [{ path: cachePath('basket'), status: 'added' }],
    });
    const page = proposalPageSchema.parse(
      (await gitops.get('/proposals?state=open')).body,
    );
    expect(page.items).toMatchObject([{ number: created.number, files: 1 }]);
    expect(gitops.audit.at(-1)).toMatchObject({
      eventId: 'proposal-create',
      outcome: 'succeeded',
      result: { number: created.number, headSha: created.headSha },
    });
  });

  it.each([
    '.github/workflows/steal.yml',
    '.gitattributes',
    'package.json',
    'Platform/a.yaml',
    'platform.yaml',
    'plugins/gitops-backend/src/router.ts',
    'mkdocs.yml.bak',
  ])('refuses a change outside of the platform: %s', async path => {
    const head = await gitops.forge.getHead();
    const { body, status } = await gitops.post(
      '/proposals',
      toRequest({ 'docs/a.md': 'a', [path]: 'on: push\n' }),
    );
    expect(status).toBe(400);
    expect(body.error.message).toContain(`"${path}" does not belong`);
    expect(await gitops.forge.getHead()).toBe(head);
    expect((await gitops.get('/proposals')).body.items).toEqual([]);
  });

  it('warns of a change that reads otherwise than it is', async () => {
    const { number } = await propose(gitops, {
      'docs/a.md': 'kubectl delete\u202e eteled\n',
    });
    const { body } = await gitops.get(`/proposals/${number}`);
    expect(body.checks).toContainEqual(
      expect.objectContaining({
        name: 'text',
        status: 'failure',
        details: ['docs/a.md:1 holds U+202E'],
      }),
    );
  });

  it.each(['platform/a.yaml', 'bootstrap/a.yaml', 'mkdocs.yml'])(
    'takes a change of the platform: %s',
    async path => {
      await expect(
        propose(gitops, { [path]: 'a: 1\n' }),
      ).resolves.toMatchObject({ state: 'open' });
    },
  );

  it('lets nobody take the place of a revert to come', async () => {
    const merged = await propose(gitops, { 'docs/a.md': 'good\n' });
    await merge(merged);
    const requestId = `revert-${merged.number}-1`;
    for (const caller of ['agent', 'founder'] as const) {
      const { body, status } = await gitops.post(
        '/proposals',
        toRequest({ 'docs/b.md': 'bad\n' }, { requestId }),
        caller,
      );
      expect(status).toBe(400);
      expect(body.error.message).toContain(`"${requestId}"`);
    }
    const { body } = await gitops.post(
      `/proposals/${merged.number}/revert`,
      {},
    );
    expect(body.files).toMatchObject([
      { path: 'docs/a.md', status: 'removed' },
    ]);
  });

  it.each<[Caller, string | undefined, object]>([
    ['agent', undefined, { ref: 'user:agents/sre', kind: 'agent' }],
    [
      'mcp',
      undefined,
      {
        ref: 'user:agents/mcp',
        kind: 'agent',
        onBehalfOf: 'user:default/founder',
      },
    ],
    ['scaffolder', undefined, { ref: 'user:default/founder', kind: 'human' }],
    [
      'scaffolder',
      'plugin:mcp-actions',
      {
        ref: 'user:agents/mcp',
        kind: 'agent',
        onBehalfOf: 'user:default/founder',
      },
    ],
    [
      'founder',
      'plugin:kagent',
      { ref: 'user:default/founder', kind: 'human' },
    ],
  ])(
    'names the author of %s, started by %s',
    async (caller, startedBy, author) => {
      const request = toRequest(
        { 'docs/a.md': 'a\n' },
        { startedBy, author: { ref: 'user:default/nobody', kind: 'human' } },
      );
      const response = await gitops.post('/proposals', request, caller);
      expect(response.status).toBe(201);
      expect(response.body.author).toEqual(author);
    },
  );

  it.each<[Caller, number]>([
    ['viewer', 403],
    ['service', 403],
    ['anonymous', 401],
  ])('lets %s propose nothing', async (caller, status) => {
    const { number } = await propose(gitops, { 'docs/a.md': 'a\n' });
    for (const [path, body] of [
      ['/proposals', toRequest({ 'docs/b.md': 'b\n' })],
      [`/proposals/${number}/update`, {}],
      [`/proposals/${number}/comments`, { body: 'Hi' }],
      [`/proposals/${number}/revert`, {}],
    ] as const) {
      expect((await gitops.post(path, body, caller)).status).toBe(status);
    }
    const { items } = await gitops.forge.listProposals({ limit: 10 });
    expect(items.map(item => item.number)).toEqual([number]);
    expect((await gitops.forge.getProposal(number)).comments).toEqual([]);
  });

  it('returns the first proposal for a request that is repeated, also after the merge', async () => {
    const request = toRequest(
      { [cachePath('basket')]: cacheYaml('basket') },
      { mustNotExist: [cachePath('basket')] },
    );
    const first = (await gitops.post('/proposals', request)).body;
    const second = (await gitops.post('/proposals', request)).body;
    expect(second.number).toBe(first.number);
    await merge(first);
    const third = await gitops.post('/proposals', request);
    expect(third.body).toMatchObject({ number: first.number, state: 'merged' });
  });

  it.each([
    [
      'an unknown field',
      { [cachePath('basket')]: cacheYaml('basket', 'sizee: micro') },
      `${cachePath('basket')}:7`,
    ],
    [
      'a value that the schema forbids',
      { [cachePath('basket')]: cacheYaml('basket', 'replicas: 9') },
      'replicas',
    ],
    [
      'an unknown tenant',
      {
        'tenants/nowhere/basket/xdragonfly.yaml': cacheYaml('basket').replace(
          'namespace: acme',
          'namespace: nowhere',
        ),
      },
      'nowhere',
    ],
    [
      'a name that is taken',
      { 'tenants/acme/other/xdragonfly.yaml': cacheYaml('sessions') },
      'sessions',
    ],
    ['a broken file', { [cachePath('basket')]: 'a: [' }, cachePath('basket')],
    [
      'a change that the old version forbids',
      { [databasePath('orders')]: databaseYaml('orders', { storageGB: 10 }) },
      'storageGB',
    ],
    [
      'the removal of a protected database',
      { [databasePath('orders')]: null },
      'holds data and is protected',
    ],
    [
      'the removal of a tenant that has claims',
      { 'tenants/acme/tenant.yaml': null },
      'still has 2 claims',
    ],
  ])('refuses %s and writes nothing', async (_, files, message) => {
    const before = await gitops.forge.getHead();
    const response = await gitops.post('/proposals', toRequest(files));
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(message),
    });
    expect(response.status).toBe(400);
    expect((await gitops.forge.listProposals({ limit: 10 })).items).toEqual([]);
    expect(await gitops.forge.getHead()).toBe(before);
    expect(gitops.audit.at(-1)?.outcome).toBe('InputError');
  });

  it('refuses a path that must not exist with a conflict', async () => {
    const response = await gitops.post(
      '/proposals',
      toRequest(
        { [cachePath('sessions')]: cacheYaml('sessions') },
        { mustNotExist: [cachePath('sessions')] },
      ),
    );
    expect(response.status).toBe(409);
    expect(response.body.error).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('choose another name'),
    });
  });

  it('refuses a file that moved on main since', async () => {
    const baseSha = await gitops.forge.getHead();
    await merge(await propose(gitops, { 'docs/index.md': '# One\n' }));
    const response = await gitops.post(
      '/proposals',
      toRequest({ 'docs/index.md': '# Two\n' }, { baseSha }),
    );
    expect(response.status).toBe(409);
    expect(response.body.error.name).toBe('ConflictError');
  });

  it('accepts a new tenant with its first claim', async () => {
    const { number } = await propose(gitops, {
      'tenants/initech/tenant.yaml': tenantYaml('initech'),
      'tenants/initech/basket/xdragonfly.yaml': cacheYaml('basket').replace(
        'namespace: acme',
        'namespace: initech',
      ),
    });
    const { body } = await gitops.get(`/proposals/${number}`);
    expect(body.checks[0]).toMatchObject({ summary: '2 claims valid.' });
  });

  it('retires a database in two proposals', async () => {
    const path = databasePath('orders');
    const released = databaseYaml('orders', {
      annotations: 'platform.zerotouch.dev/retire: orders',
    });
    await merge(await propose(gitops, { [path]: released }));
    await merge(await propose(gitops, { [path]: null }));
    const { body } = await gitops.get('/claims');
    expect(body.items.map((item: { name: string }) => item.name)).toEqual([
      'acme',
      'sessions',
    ]);
  });

  it('lets a claim move to another file', async () => {
    const { number } = await propose(gitops, {
      [databasePath('orders')]: null,
      'tenants/acme/databases/orders.yaml': databaseYaml('orders'),
    });
    const { body } = await gitops.get(`/proposals/${number}`);
    expect(body.checks[0]).toMatchObject({ summary: '1 claim valid.' });
  });

  it('keeps HTML in texts as data', async () => {
    const html = '<img src=x onerror=alert(1)><script>alert(2)</script>';
    const { number } = await propose(
      gitops,
      { 'docs/a.md': 'a\n' },
      { title: html, body: html },
    );
    await gitops
      .post(`/proposals/${number}/comments`, { body: html })
      .expect(201);
    const response = await gitops.get(`/proposals/${number}`);
    expect(response.type).toBe('application/json');
    expect(response.body).toMatchObject({
      title: html,
      body: html,
      comments: [
        {
          body: html,
          kind: 'comment',
          author: { ref: 'user:default/founder', kind: 'human' },
        },
      ],
    });
  });

  it('brings main into a proposal', async () => {
    const proposal = await propose(gitops, { 'docs/a.md': 'a\n' });
    await merge(await propose(gitops, { 'docs/b.md': 'b\n' }));
    const { body, status } = await gitops.post(
      `/proposals/${proposal.number}/update`,
      {},
    );
    expect(status).toBe(200);
    expect(body.baseSha).toBe(await gitops.forge.getHead());
    expect(body.headSha).not.toBe(proposal.headSha);
    expect(body.files).toMatchObject([{ path: 'docs/a.md' }]);
  });
});
