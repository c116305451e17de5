import { changePreviewSchema } from '@zerotouch/plugin-gitops-common';
import { propose, toRequest } from './__testUtils__/newProposal';
import {
  cachePath,
  cacheYaml,
  databasePath,
  databaseYaml,
  platformFiles,
} from './__testUtils__/platformFiles';
import { Caller, Gitops, startGitops } from './__testUtils__/startGitops';

const SERVICE = 'tenants/acme/shop/xwebservice.yaml';
const serviceYaml = `apiVersion: platform.zerotouch.dev/v1alpha1
kind: XWebService
metadata:
  name: shop
  namespace: acme
spec:
  image: ghcr.io/acme/shop:1.0.0
  database:
    claim: orders
`;
const RELEASED = 'platform.zerotouch.dev/retire: orders';

describe('changes of claims', () => {
  let gitops: Gitops;
  afterEach(() => gitops.stop());
  const start = async (files: Record<string, string> = {}) => {
    gitops = await startGitops({ files: { ...platformFiles, ...files } });
  };
  const preview = async (
    contents: Record<string, string | null>,
    onto?: number,
  ) => {
    const changes = Object.entries(contents).map(([path, content]) => ({
      path,
      content,
    }));
    const { body } = await gitops
      .post('/changes/preview', { changes, onto }, 'viewer')
      .expect(200);
    return changePreviewSchema.parse(body);
  };

  it('shows what a change makes of a claim, and writes nothing', async () => {
    await start();
    const head = await gitops.forge.getHead();
    const result = await preview({
      [databasePath('orders')]: databaseYaml('orders', { storageGB: 40 }),
    });
    expect(result.findings).toEqual([]);
    const [claim] = result.claims;
    expect(claim).toMatchObject({
      change: 'changed',
      kind: 'XPostgres',
      name: 'orders',
      isProtected: true,
      dependents: [],
    });
    const { before, after } = claim.footprint ?? {};
    expect(after?.storageGi).toBeGreaterThan(before?.storageGi ?? Infinity);
    expect(claim.difference?.changes.map(({ key }) => key)).toContain(
      'cluster',
    );
    expect(await gitops.forge.getHead()).toBe(head);
  });

  it('looks only at the claims of a file that differ', async () => {
    const path = 'tenants/acme/all.yaml';
    const all = (size: string) =>
      `${cacheYaml('one')}---\n${cacheYaml('two', size)}`;
    await start({ [path]: all('size: micro') });
    const { claims, findings } = await preview({ [path]: all('size: small') });
    expect(findings).toEqual([]);
    expect(claims.map(({ name }) => name)).toEqual(['two']);
  });

  it('previews a claim that shares a file with others, wherever it lies', async () => {
    const shared = (one: string, two: string) =>
      `${cacheYaml(one)}---\n${cacheYaml(two)}`;
    await start({
      'tenants/acme/all.yaml': shared('one', 'two'),
      [cachePath('three')]: shared('three', 'four'),
    });
    for (const name of ['one', 'two', 'three', 'four']) {
      const { body } = await gitops
        .post('/preview', {
          kind: 'XDragonfly',
          tenant: 'acme',
          name,
          spec: { size: 'small' },
        })
        .expect(200);
      const errors = body.findings.filter(
        (finding: { severity: string }) => finding.severity === 'error',
      );
      expect(errors).toEqual([]);
      expect(body.objects.length).toBeGreaterThan(0);
      expect(body.difference.changes.length).toBeGreaterThan(0);
    }
  });

  it('refuses to shrink storage at its field, with the way out', async () => {
    await start();
    const { findings } = await preview({
      [databasePath('orders')]: databaseYaml('orders', { storageGB: 10 }),
    });
    expect(findings).toEqual([
      expect.objectContaining({
        pointer: '/spec/storageGB',
        message: expect.stringContaining('can only grow'),
        wayOut: expect.stringContaining('restore the archive'),
      }),
    ]);
  });

  it('knows no way out of what is wrong anyway', async () => {
    await start();
    const { findings } = await preview({
      [databasePath('orders')]: databaseYaml('orders', { storageGB: 5 }),
    });
    expect(findings).toHaveLength(1);
    expect(findings[0].wayOut).toBeUndefined();
  });

  it('says what goes with a claim and who uses it', async () => {
    await start({ [SERVICE]: serviceYaml });
    const { claims, findings } = await preview({
      [databasePath('orders')]: null,
    });
    expect(claims[0]).toMatchObject({
      change: 'removed',
      isProtected: true,
      protection: { isStateful: true },
      dependents: [
        {
          kind: 'XWebService',
          name: 'shop',
          entityRef: 'component:acme/xwebservice-shop',
          pointer: '/spec/database/claim',
        },
      ],
    });
    expect(claims[0].objects.map(({ kind }) => kind)).toContain('Cluster');
    expect(findings.map(({ message }) => message).join()).toContain(
      '"orders" cannot be retired while other claims use it: XWebService "shop" (spec.database.claim)',
    );
  });

  it.each([
    ['released', databaseYaml('orders', { annotations: RELEASED })],
    ['deleted', null],
  ])('a claim that others use is not %s', async (_, content) => {
    await start({ [SERVICE]: serviceYaml });
    const response = await gitops.post(
      '/proposals',
      toRequest({ [databasePath('orders')]: content }),
    );
    expect(response.status).toBe(400);
    expect(response.body.error.message).toContain('cannot be retired while');
    expect((await gitops.get('/proposals')).body.items).toEqual([]);
  });

  it('a claim goes together with the last one that uses it', async () => {
    await start({
      [SERVICE]: serviceYaml,
      [databasePath('orders')]: databaseYaml('orders', {
        annotations: RELEASED,
      }),
    });
    const { status } = await gitops.post(
      '/proposals',
      toRequest({ [databasePath('orders')]: null, [SERVICE]: null }),
    );
    expect(status).toBe(201);
  });

  it('a claim that nobody uses goes in two proposals', async () => {
    await start();
    const path = databasePath('orders');
    const release = await propose(gitops, {
      [path]: databaseYaml('orders', { annotations: RELEASED }),
    });
    await gitops
      .post(`/proposals/${release.number}/merge`, release)
      .expect(200);
    expect((await preview({ [path]: null })).claims[0].isProtected).toBe(false);
    const removal = await propose(gitops, { [path]: null });
    await gitops
      .post(`/proposals/${removal.number}/merge`, removal)
      .expect(200);
    expect((await gitops.get('/claims')).body.items).toHaveLength(2);
  });

  it('of two editors who save at once the second is told, and loses nothing', async () => {
    await start();
    const baseSha = await gitops.forge.getHead();
    const save = (storageGB: number) =>
      gitops.post('/proposals', {
        ...toRequest({
          [databasePath('orders')]: databaseYaml('orders', { storageGB }),
        }),
        baseSha,
        alone: true,
      });
    const answers = await Promise.all([save(30), save(40)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.error.message).toMatch(
      /Proposal 1 .* changes the same file and is open; build on it/,
    );
    expect((await gitops.get('/proposals')).body.items).toHaveLength(1);
  });

  it('an edit of a file that main changed since is refused', async () => {
    await start();
    const baseSha = await gitops.forge.getHead();
    const path = cachePath('sessions');
    const first = await propose(gitops, {
      [path]: cacheYaml('sessions', 'size: small'),
    });
    await gitops.post(`/proposals/${first.number}/merge`, first).expect(200);
    const { status, body } = await gitops.post('/proposals', {
      ...toRequest({ [path]: cacheYaml('sessions', 'size: medium') }),
      baseSha,
      alone: true,
    });
    expect(status).toBe(409);
    expect(body.error.message).toContain('changed on main');
  });

  it('the same request is answered with its own proposal', async () => {
    await start();
    const request = {
      ...toRequest({ [cachePath('new')]: cacheYaml('new') }),
      alone: true,
    };
    const first = await gitops.post('/proposals', request).expect(201);
    const second = await gitops.post('/proposals', request).expect(201);
    expect(second.body.number).toBe(first.body.number);
  });
});

describe('commits on an open proposal', () => {
  let gitops: Gitops;
  afterEach(() => gitops.stop());
  const path = databasePath('orders');
  const grown = (storageGB: number) => [
    { path, content: databaseYaml('orders', { storageGB }) },
  ];
  const open = async (options: { fourEyes?: boolean } = {}) => {
    gitops = await startGitops(options);
    return propose(gitops, {
      [path]: databaseYaml('orders', { storageGB: 40 }),
    });
  };
  const add = (
    number: number,
    headSha: string,
    storageGB: number,
    caller: Caller = 'second',
  ) =>
    gitops.post(
      `/proposals/${number}/commits`,
      { headSha, title: 'Grow', changes: grown(storageGB) },
      caller,
    );

  it('build on it, are compared with main and audited', async () => {
    const { number, headSha } = await open();
    // Smaller than in the proposal, larger than on main.
    const { body } = await add(number, headSha, 30).expect(201);
    expect(body.headSha).not.toBe(headSha);
    expect(body.files[0].patch).toContain('+  storageGB: 30');
    expect(gitops.audit.at(-1)).toMatchObject({
      eventId: 'proposal-commit',
      outcome: 'succeeded',
    });
  });

  it('are refused when the head moved, and when they are not valid', async () => {
    const { number, headSha } = await open();
    const invalid = await add(number, headSha, 10);
    expect(invalid.status).toBe(400);
    expect(invalid.body.error.message).toContain('can only grow');
    await add(number, headSha, 50).expect(201);
    const stale = await add(number, headSha, 60);
    expect(stale.status).toBe(409);
    expect(stale.body.error.name).toBe('ApprovalStaleError');
    const both = await add(number, headSha, 10);
    expect(both.body.error.name).toBe('ApprovalStaleError');
  });

  it('are not for viewers, nor for agents on proposals of others', async () => {
    const { number, headSha } = await open();
    await add(number, headSha, 50, 'viewer').expect(403);
    const { body, status } = await add(number, headSha, 50, 'agent');
    expect(status).toBe(403);
    expect(body.error.message).toContain('only adds to its own proposals');
  });

  it('are only for the author where four eyes are asked for', async () => {
    const { number, headSha } = await open({ fourEyes: true });
    const other = await add(number, headSha, 50, 'second');
    const author = await add(number, headSha, 50, 'founder');
    expect([other.status, author.status]).toEqual([403, 201]);
  });

  it.each([false, true])(
    'are not for a tool client of another person, four eyes or not (%s)',
    async fourEyes => {
      gitops = await startGitops({ fourEyes });
      const files = { [path]: databaseYaml('orders', { storageGB: 40 }) };
      const opened = await gitops
        .post('/proposals', toRequest(files), 'mcp')
        .expect(201);
      const { number, headSha } = opened.body;
      // Else this person could smuggle a change in and approve it: the proposal is not in their name.
      const foreign = await add(number, headSha, 50, 'second-mcp');
      expect(foreign.status).toBe(403);
      const own = await add(number, headSha, 50, 'mcp');
      expect(own.status).toBe(201);
    },
  );

  it('can be previewed on top of it', async () => {
    const { number } = await open();
    const other = { path: cachePath('new'), content: cacheYaml('new') };
    const { body } = await gitops
      .post('/changes/preview', { changes: [other], onto: number })
      .expect(200);
    const { claims } = changePreviewSchema.parse(body);
    expect(claims.map(({ name }) => name).sort()).toEqual(['new', 'orders']);
  });
});
