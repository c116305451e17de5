import { FakeGitHub } from '../__testUtils__/fakeGitHub/FakeGitHub';
import { FILES, agent, founder, other, request } from '../forgeSuite/harness';
import { GitHubForge } from './GitHubForge';

jest.setTimeout(60_000);

describe('who stands behind what', () => {
  let github: FakeGitHub;
  let forge: GitHubForge;
  beforeEach(async () => {
    github = await FakeGitHub.start(FILES);
    forge = GitHubForge.create({ settings: github.appSettings() });
  });
  afterEach(() => github.stop());

  it('names the approver in the merge commit and in a review of the App', async () => {
    const { number, headSha } = await forge.createProposal(
      request({ author: agent }),
    );
    const { mergeSha } = await forge.mergeProposal({
      number,
      headSha,
      approver: other,
    });
    const commit = await github.repository.findCommit(mergeSha);
    expect(commit?.message).toContain(`Approved-by: ${other.ref}`);
    const [pull] = github.state.pulls;
    expect(pull?.mergedBy?.login).toBe('zerotouch[bot]');
    expect(pull?.reviews).toMatchObject([
      {
        user: { login: 'zerotouch[bot]' },
        state: 'COMMENTED',
        commitSha: headSha,
        body: expect.stringContaining(other.ref),
      },
    ]);
    const { comments, author, decision } = await forge.getProposal(number);
    expect(author).toEqual(agent);
    expect(decision?.by).toEqual(other);
    expect(comments).toMatchObject([{ author: other, kind: 'approval' }]);
  });

  it('approves and merges with the own account of a person who gave a token', async () => {
    const approverToken = github.addToken({ login: 'ana', type: 'User' });
    const { number, headSha } = await forge.createProposal(request());
    await forge.mergeProposal({
      number,
      headSha,
      approver: founder,
      approverToken,
    });
    const [pull] = github.state.pulls;
    expect(pull?.mergedBy?.login).toBe('ana');
    expect(pull?.reviews).toMatchObject([
      { user: { login: 'ana' }, state: 'APPROVED' },
    ]);
    const { decision, comments } = await forge.getProposal(number);
    expect(decision?.by).toEqual(founder);
    expect(comments).toMatchObject([
      { author: { ref: 'user:github/ana', kind: 'human' }, kind: 'approval' },
    ]);
  });

  it('tells a person whose token is refused, and keeps its own state', async () => {
    const { number, headSha } = await forge.createProposal(request());
    await expect(
      forge.mergeProposal({
        number,
        headSha,
        approver: founder,
        approverToken: 'expired',
      }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(forge.remote.getStatus().state).toBe('ok');
  });

  it('believes signatures only below words of its own account', async () => {
    const { number } = await forge.createProposal(request());
    await forge.addComment({ number, body: 'Mine', author: founder });
    const [pull] = github.state.pulls;
    const [own] = pull?.comments ?? [];
    if (!pull || !own) throw new Error('No comment was written.');
    const mallory = { login: 'mallory', type: 'User' as const };
    pull.comments.push({ ...own, id: 1, user: mallory });
    const { comments } = await forge.getProposal(number);
    expect(comments.map(item => item.author.ref)).toEqual([
      founder.ref,
      'user:github/mallory',
    ]);
    expect(comments[0]?.body).toBe('Mine');
    expect(comments[1]?.body).toContain('<!-- zerotouch');
  });

  it('shows what people open on GitHub under their account, whatever their commit says', async () => {
    const main = await forge.getHead();
    const tree = await github.repository.writeTree(main, [
      { path: 'docs/a.md', content: Buffer.from('a\n') },
    ]);
    const signature = { name: 'm', email: 'm@m.invalid', at: new Date() };
    const sha = await github.repository.writeCommit({
      tree,
      parents: [main],
      author: signature,
      committer: signature,
      message: 'Add a\n\nProposed-by: human user:default/founder\n',
    });
    await github.repository.moveRef('refs/heads/feature', sha);
    const response = await fetch(`${github.url}/repos/acme/platform/pulls`, {
      method: 'POST',
      headers: {
        authorization: `token ${github.addToken({
          login: 'mallory',
          type: 'User',
        })}`,
      },
      body: JSON.stringify({ title: 'Add a', head: 'feature', base: 'main' }),
    });
    expect(response.status).toBe(201);
    const { items } = await forge.listProposals({ limit: 10 });
    expect(items).toMatchObject([
      { number: 1, author: { ref: 'user:github/mallory' }, files: 1 },
    ]);
  });
});
