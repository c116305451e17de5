import { inspect } from 'util';
import { FakeGitHub } from '../__testUtils__/fakeGitHub/FakeGitHub';
import {
  badCredentials,
  primaryLimit,
  secondaryLimit,
  serverError,
} from '../__testUtils__/fakeGitHub/recordedFailures';
import { FILES, errorName, founder, request } from '../forgeSuite/harness';
import { GitHubForge } from './GitHubForge';

jest.setTimeout(60_000);

const START = Date.parse('2026-05-01T10:00:00Z');

describe('what goes wrong with GitHub', () => {
  let github: FakeGitHub;
  let forge: GitHubForge;
  let waits: number[];
  let now: number;
  const create = (timeoutMs?: number) =>
    GitHubForge.create({
      settings: github.tokenSettings(),
      now: () => new Date(now),
      sleep: async ms => {
        waits.push(ms);
        now += ms;
      },
      timeoutMs,
    });
  beforeEach(async () => {
    github = await FakeGitHub.start(FILES);
    waits = [];
    now = START;
    forge = create();
  });
  afterEach(() => github.stop());

  const status = () => forge.remote.getStatus();

  it('is fine at first, and knows what is left of the hour', async () => {
    expect(status()).toEqual({
      type: 'github',
      repository: 'acme/platform',
      state: 'ok',
      message: '',
    });
    await forge.getHead();
    expect(status().rate).toEqual({
      limit: 5_000,
      remaining: 4_999,
      resetAt: expect.stringMatching(/Z$/),
    });
  });

  it('401: says that the credentials are refused, at once', async () => {
    github.fail({ match: /git\/ref/, how: badCredentials });
    await expect(forge.getHead()).rejects.toMatchObject({
      name: 'ForgeUnavailableError',
      statusCode: 503,
      message: expect.stringContaining('does not accept the credentials'),
    });
    expect(status().state).toBe('refused');
    expect(waits).toEqual([]);
    await forge.getHead();
    expect(status().state).toBe('ok');
  });

  it('403: names the permission that is missing', async () => {
    github.fail({
      match: /POST .*\/pulls$/,
      how: {
        status: 403,
        body: { message: 'Resource not accessible by integration' },
        headers: { 'x-accepted-github-permissions': 'pull_requests=write' },
      },
    });
    await expect(forge.createProposal(request())).rejects.toMatchObject({
      message: expect.stringContaining('"pull_requests=write"'),
    });
  });

  it('403, hourly limit: fails at once, asks nothing until it ends, and says when', async () => {
    github.fail({ match: /git\/ref/, how: primaryLimit(now + 1_800_000) });
    await expect(forge.getHead()).rejects.toMatchObject({
      name: 'ForgeUnavailableError',
      message: expect.stringContaining('2026-05-01T10:30:00.000Z'),
    });
    github.takeCalls();
    expect(await errorName(forge.getHead())).toBe('ForgeUnavailableError');
    expect(github.takeCalls()).toEqual([]);
    expect(status()).toMatchObject({
      state: 'limited',
      until: '2026-05-01T10:30:00.000Z',
      rate: { remaining: 0 },
    });
    now += 1_800_001;
    await forge.getHead();
    expect(status().state).toBe('ok');
  });

  it('403, secondary limit: waits as long as GitHub says, then goes on', async () => {
    github.fail({ match: /POST .*\/pulls$/, how: secondaryLimit(5) });
    const { number } = await forge.createProposal(request());
    expect(number).toBe(1);
    expect(waits).toEqual([5_000]);
  });

  it('429 without a time: waits a minute, which is too long for a person', async () => {
    github.fail({
      match: /git\/ref/,
      how: { status: 429, body: { message: 'Too many requests' } },
    });
    await expect(forge.getHead()).rejects.toMatchObject({
      until: new Date(START + 60_000),
    });
  });

  it('404: is what it is, and no trouble', async () => {
    expect(await errorName(forge.getProposal(99))).toBe('NotFoundError');
    expect(status().state).toBe('ok');
  });

  it('409 of an empty repository: says to move a platform there', async () => {
    const empty = await FakeGitHub.start();
    const other = GitHubForge.create({ settings: empty.tokenSettings() });
    await expect(other.getHead()).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('no commit on "main" yet'),
    });
    await empty.stop();
  });

  it('422: is an answer, and the request is not sent again', async () => {
    github.fail({
      match: /POST .*\/pulls$/,
      how: { status: 422, body: { message: 'Validation Failed' } },
    });
    await expect(forge.createProposal(request())).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('Validation Failed'),
    });
    expect(waits).toEqual([]);
  });

  it('5xx: tries again, longer each time, then says that GitHub is out of reach', async () => {
    github.fail({ match: /git\/ref/, times: 2, how: serverError });
    await forge.getHead();
    expect(waits).toEqual([1_000, 2_000]);
    github.fail({ match: /git\/ref/, times: 10, how: serverError });
    await expect(forge.getHead()).rejects.toMatchObject({
      name: 'ForgeUnavailableError',
    });
    expect(waits).toEqual([1_000, 2_000, 1_000, 2_000, 4_000]);
    expect(status().state).toBe('unreachable');
  });

  it('slow: ends a call that hangs and tries again', async () => {
    github.fail({ match: /git\/ref/, how: 'hang' });
    expect(await create(2_000).getHead()).toMatch(/^[0-9a-f]{40}$/);
    expect(waits[0]).toBe(1_000);
  });

  it.each(['git/trees', 'git/commits', 'git/refs', 'pulls'])(
    'cut at POST %s, before or after it was done: one proposal all the same',
    async place => {
      for (const how of ['cut', 'cut-after'] as const) {
        github.fail({ match: new RegExp(`POST .*/${place}$`), how });
        const options = request();
        const proposal = await forge.createProposal(options);
        expect(proposal.files).toHaveLength(1);
        const again = await forge.createProposal(options);
        expect(again.number).toBe(proposal.number);
      }
      const { items } = await forge.listProposals({ limit: 10 });
      expect(items).toHaveLength(2);
    },
  );

  it('cut at a merge that was done: answers with that merge', async () => {
    const { number, headSha } = await forge.createProposal(request());
    github.fail({ match: /PUT .*\/merge$/, how: 'cut-after' });
    const { mergeSha } = await forge.mergeProposal({
      number,
      headSha,
      approver: founder,
    });
    expect(await forge.getHead()).toBe(mergeSha);
  });

  it('never sends a comment twice', async () => {
    const { number } = await forge.createProposal(request());
    github.fail({ match: /POST .*\/comments$/, how: 'cut-after' });
    const options = { number, body: 'Hello', author: founder };
    expect(await errorName(forge.addComment(options))).toBe(
      'ForgeUnavailableError',
    );
    expect((await forge.getProposal(number)).comments).toHaveLength(1);
  });

  it('completes a proposal of a process that ended after its branch', async () => {
    const options = request();
    github.fail({ match: /POST .*\/pulls$/, how: badCredentials });
    expect(await errorName(forge.createProposal(options))).toBe(
      'ForgeUnavailableError',
    );
    expect((await forge.listProposals({ limit: 10 })).items).toEqual([]);
    const { number } = await forge.createProposal(options);
    expect((await forge.getProposal(number)).files).toHaveLength(1);
    const changes = [{ path: 'other.md', content: 'other\n' }];
    const other = await forge.createProposal({ ...options, changes });
    expect(other.number).toBe(number);
  });

  it('lets the limit of one person stop nobody else', async () => {
    const approverToken = github.addToken({ login: 'ana', type: 'User' });
    const { number, headSha } = await forge.createProposal(request());
    const how = primaryLimit(now + 1_800_000);
    github.fail({ match: /POST .*\/reviews$/, how });
    const merge = { number, headSha, approver: founder };
    await expect(
      forge.mergeProposal({ ...merge, approverToken }),
    ).rejects.toMatchObject({
      name: 'ForgeUnavailableError',
      message: expect.stringContaining('your own account'),
    });
    expect(status().state).toBe('ok');
    expect(status().rate?.remaining).toBeGreaterThan(0);
    await forge.mergeProposal(merge);
    expect(waits).toEqual([]);
  });

  it('shows no token, in no error', async () => {
    const token = github.addToken({ login: 'ana', type: 'User' });
    const { number, headSha } = await forge.createProposal(request());
    for (const how of [badCredentials, serverError, 'cut' as const]) {
      github.fail({ match: /PUT .*\/merge$/, times: 10, how });
      const error = await forge
        .mergeProposal({
          number,
          headSha,
          approver: founder,
          approverToken: token,
        })
        .catch(caught => caught);
      expect(error).toBeInstanceOf(Error);
      const shown = inspect(error, { depth: 20, showHidden: true });
      expect(shown).not.toContain(token);
      expect(JSON.stringify(error)).not.toContain(token);
      github.mend();
    }
    expect(inspect(forge, { depth: 20, showHidden: true })).not.toContain(
      token,
    );
  });
});
