import { sign } from '@octokit/webhooks-methods';
import { GitHubForge } from '@zerotouch/plugin-gitops-node';
import { FakeGitHub } from '@zerotouch/plugin-gitops-node/fakeGitHub';
import request from 'supertest';
import { inspect } from 'util';
import { Gitops, startGitops } from './__testUtils__/startGitops';
import { eventually } from './__testUtils__/eventually';
import { platformFiles } from './__testUtils__/platformFiles';

const SECRET = 'a secret of this test';

jest.setTimeout(60_000);

describe('with a forge on GitHub', () => {
  let github: FakeGitHub;
  let gitops: Gitops;
  const logs: unknown[] = [];
  beforeAll(async () => {
    github = await FakeGitHub.start(platformFiles);
    const log = (...words: unknown[]) => {
      logs.push(words);
    };
    const logger = {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: () => logger,
    };
    gitops = await startGitops({
      logger,
      forge: GitHubForge.create({
        settings: { ...github.appSettings(), webhookSecret: SECRET },
      }),
    });
  });
  afterAll(async () => {
    await gitops.stop();
    await github.stop();
  });

  let deliveries = 0;
  let bodies = 0;
  const deliver = async (
    payload: object,
    options: { event?: string; id?: string; signature?: string } = {},
  ) => {
    const { event = 'push', id = `id-${++deliveries}` } = options;
    const body = JSON.stringify(payload);
    return request(gitops.server)
      .post('/api/gitops/webhooks/github')
      .set('content-type', 'application/json')
      .set('x-github-event', event)
      .set('x-github-delivery', id)
      .set(
        'x-hub-signature-256',
        options.signature ?? (await sign(SECRET, body)),
      )
      .send(body);
  };
  const at = (minutesAgo: number) =>
    new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const push = (minutesAgo = 0) => ({
    ref: 'refs/heads/main',
    repository: {
      full_name: 'acme/platform',
      pushed_at: Math.floor(Date.parse(at(minutesAgo)) / 1000),
    },
    unique: ++bodies,
  });
  const pull = (number: number, minutesAgo = 0) => ({
    action: 'synchronize',
    repository: { full_name: 'acme/platform' },
    pull_request: { number, updated_at: at(minutesAgo) },
    unique: ++bodies,
  });

  it('shows the state of the connection to who may read', async () => {
    await gitops.forge.getHead();
    const { body } = await gitops.get('/forge');
    expect(body).toMatchObject({
      type: 'github',
      repository: 'acme/platform',
      state: 'ok',
    });
    expect((await gitops.get('/forge', 'anonymous')).status).toBe(401);
  });

  it('takes a signed message once', async () => {
    const payload = push();
    const first = await deliver(payload, { id: 'once' });
    expect([first.status, first.body]).toEqual([202, { result: 'ok' }]);
    const { body } = await gitops.get('/forge');
    expect(body.lastWebhookAt).toMatch(/Z$/);
    const again = await deliver(payload, { id: 'once' });
    expect(again.body).toMatchObject({ result: 'ignored' });
    const underAnotherId = await deliver(payload, { id: 'twice' });
    expect(underAnotherId.body).toMatchObject({ result: 'ignored' });
  });

  it('takes a message once when it comes several times at once', async () => {
    const payload = push();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => deliver(payload, { id: 'at-once' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200, 200, 200, 202,
    ]);
  });

  it('refuses a wrong signature, no signature and another secret', async () => {
    const payload = push();
    const others = [
      '',
      'sha256=',
      `sha256=${'0'.repeat(64)}`,
      await sign('another secret', JSON.stringify(payload)),
    ];
    for (const signature of others) {
      expect((await deliver(payload, { signature })).status).toBe(401);
    }
  });

  it('refuses what is older than ten minutes, or ahead, or without a time', async () => {
    for (const payload of [push(10.5), pull(1, 11), push(-11)]) {
      const { status, body } = await deliver(payload, {
        event: 'pull_request' in payload ? 'pull_request' : 'push',
      });
      expect([status, body.error.message]).toEqual([
        400,
        expect.stringContaining('10 minutes'),
      ]);
    }
    const { status } = await deliver({
      repository: { full_name: 'acme/platform' },
    });
    expect(status).toBe(400);
    expect((await deliver(push(9))).status).toBe(202);
  });

  it('refuses another repository, another event and what is no JSON object', async () => {
    const other = { ...push(), repository: { full_name: 'evil/platform' } };
    expect((await deliver(other)).status).toBe(400);
    expect((await deliver(push(), { event: 'star' })).status).toBe(400);
    expect((await deliver([1, 2])).status).toBe(400);
  });

  it('refuses a body that is too large', async () => {
    const { status } = await deliver({ ...push(), x: 'x'.repeat(5_100_000) });
    expect(status).toBe(413);
  });

  it('tells moves of main made elsewhere at once', async () => {
    const { forge } = gitops;
    const { number, headSha } = await forge.createProposal({
      requestId: 'moved',
      title: 'Move main',
      body: '',
      author: { ref: 'user:default/ana', kind: 'human' },
      changes: [{ path: 'docs/moved.md', content: 'moved\n' }],
    });
    const token = github.addToken({ login: 'ana', type: 'User' });
    const url = `${github.url}/repos/acme/platform/pulls/${number}/merge`;
    const merged = await fetch(url, {
      method: 'PUT',
      headers: { authorization: `token ${token}` },
      body: JSON.stringify({ sha: headSha }),
    });
    expect(merged.status).toBe(200);
    await deliver(push());
    const after = await forge.getHead();
    await eventually(() =>
      expect(gitops.published).toContainEqual(
        expect.objectContaining({
          eventPayload: expect.objectContaining({ after }),
        }),
      ),
    );
  });

  it('runs the checks of a proposal that somebody pushed to, whatever the order of messages', async () => {
    const { number, headSha } = await gitops.forge.createProposal({
      requestId: 'pushed',
      title: 'Pushed',
      body: '',
      author: { ref: 'user:default/ana', kind: 'human' },
      changes: [{ path: 'docs/pushed.md', content: 'pushed\n' }],
    });
    await deliver(pull(number), { event: 'pull_request' });
    await deliver(pull(number, 1), { event: 'pull_request' });
    await eventually(() =>
      expect(github.state.checkRuns.get(headSha) ?? []).not.toEqual([]),
    );
  });

  it('hands a person’s own token to GitHub, and keeps it nowhere', async () => {
    const token = github.addToken({ login: 'ana', type: 'User' });
    const create = (requestId: string) =>
      gitops.forge.createProposal({
        requestId,
        title: 'Mine',
        body: '',
        author: { ref: 'user:default/ana', kind: 'human' },
        changes: [{ path: `docs/${requestId}.md`, content: 'mine\n' }],
      });
    const merge = (number: number, headSha: string) =>
      gitops
        .post(`/proposals/${number}/merge`, { headSha })
        .set('x-forge-token', token);
    const first = await create('own-token');
    const done = await merge(first.number, first.headSha);
    expect(done.status).toBe(200);
    const merged = github.state.pulls.find(
      item => item.number === first.number,
    );
    expect(merged?.mergedBy?.login).toBe('ana');

    const second = await create('own-token-refused');
    github.fail({
      match: /PUT .*\/merge$/,
      how: { status: 403, body: { message: `Not you, ${token}` } },
    });
    const refused = await merge(second.number, second.headSha);
    expect(refused.status).toBe(403);
    const shown = inspect(
      [refused.text, refused.headers, done.text, gitops.audit, logs],
      { depth: 20, maxStringLength: null },
    );
    expect(shown).not.toContain(token);
  });
});
