import { FakeGitHub } from '../__testUtils__/fakeGitHub/FakeGitHub';
import { agent, founder, other, request } from '../forgeSuite/harness';
import { GitHubForge } from '../github';
import { TestForge, createTestForge } from '../testUtils';
import { moveToGitHub, planMove } from './moveToGitHub';

jest.setTimeout(120_000);

describe('moving a platform to GitHub', () => {
  let here: TestForge;
  let github: FakeGitHub;
  let to: GitHubForge;
  beforeEach(async () => {
    here = await createTestForge({
      'README.md': '# Platform\n',
      'docs/logo.bin': Buffer.from([1, 0, 2]),
    });
    github = await FakeGitHub.start();
    to = GitHubForge.create({ settings: github.appSettings() });
  });
  afterEach(async () => {
    await here.remove();
    await github.stop();
  });

  const options = () => ({ from: here.forge, to, by: founder });
  const readme = (content: string) =>
    request({ changes: [{ path: 'README.md', content }], author: agent });

  it('carries history and open proposals, and leaves what cannot be carried', async () => {
    const { forge } = here;
    const merged = await forge.createProposal(request());
    const open = await forge.createProposal(request({ author: agent }));
    await forge.addComment({ number: open.number, body: 'Why', author: other });
    const first = await forge.createProposal(readme('first\n'));
    const conflict = await forge.createProposal(readme('second\n'));
    const binary = await forge.createProposal(
      request({
        changes: [{ path: 'docs/logo.bin', content: '\u0001\u0000\u0003' }],
      }),
    );
    await forge.mergeProposal({ ...merged, approver: founder });
    await forge.mergeProposal({ ...first, approver: founder });

    const plan = await planMove(options());
    expect(plan).toEqual({
      mainSha: await forge.getHead(),
      main: 'push',
      proposals: [
        { number: open.number, title: open.title, action: 'carry', reason: '' },
        {
          number: conflict.number,
          title: conflict.title,
          action: 'stay',
          reason: 'It conflicts with main in "README.md".',
        },
        {
          number: binary.number,
          title: binary.title,
          action: 'stay',
          reason: '"docs/logo.bin" is no text.',
        },
      ],
    });
    expect(github.state.pulls).toEqual([]);
    expect(await github.repository.findRef('refs/heads/main')).toBeUndefined();

    const done = await moveToGitHub(options());
    expect(done.proposals.map(item => item.movedTo)).toEqual([
      1,
      undefined,
      undefined,
    ]);
    expect(await to.getHead()).toBe(await forge.getHead());
    const carried = await to.getProposal(1);
    expect(carried).toMatchObject({
      title: open.title,
      body: open.body,
      author: agent,
      files: open.files,
      comments: [{ author: other, body: 'Why' }],
    });
    expect(await forge.getProposal(open.number)).toMatchObject({
      state: 'closed',
      decision: { reason: 'Moved to GitHub as 1.' },
    });
    // Numbers of before are none of GitHub's.
    const { items } = await to.listCommits({ limit: 5 });
    expect(items.map(item => item.proposalNumber)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(items[0]?.approvedBy).toBe(founder.ref);
  });

  it('goes on where it ended', async () => {
    await here.forge.createProposal(request());
    await here.forge.createProposal(request());
    github.fail({
      match: /POST .*\/pulls$/,
      how: { status: 403, body: { message: 'Resource not accessible' } },
    });
    await expect(moveToGitHub(options())).rejects.toMatchObject({
      name: 'ForgeUnavailableError',
    });
    expect(github.state.pulls).toEqual([]);
    const again = await moveToGitHub(options());
    expect([again.main, again.proposals.map(item => item.movedTo)]).toEqual([
      'none',
      [1, 2],
    ]);
    const last = await moveToGitHub(options());
    expect(last.proposals).toEqual([]);
    expect(github.state.pulls).toHaveLength(2);
  });

  it('refuses a repository with another history', async () => {
    const filled = await FakeGitHub.start({ 'other.md': 'other\n' });
    const elsewhere = GitHubForge.create({ settings: filled.appSettings() });
    await expect(
      planMove({ ...options(), to: elsewhere }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await filled.stop();
  });
});
