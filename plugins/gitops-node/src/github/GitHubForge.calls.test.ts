import { FakeGitHub, SeenCall } from '../__testUtils__/fakeGitHub/FakeGitHub';
import { FILES, founder, request } from '../forgeSuite/harness';
import { GitHubForge } from './GitHubForge';

jest.setTimeout(120_000);

const counted = (calls: SeenCall[]) =>
  calls
    .filter(call => call.counted)
    .map(
      call =>
        `${call.method} ${decodeURIComponent(
          call.path.replace('/repos/acme/platform', ''),
        )}`,
    );

describe('the number of calls', () => {
  let github: FakeGitHub;
  let forge: GitHubForge;
  let now = new Date('2026-05-01T10:00:00Z');
  const start = async (files: Record<string, string> = FILES) => {
    github = await FakeGitHub.start(files);
    forge = GitHubForge.create({
      settings: github.tokenSettings(),
      now: () => now,
    });
  };
  afterEach(() => github.stop());

  // Pull requests of ten different heads: what counts is how often the queue is read, and the machine has to make each commit.
  const openMany = async (count: number) => {
    await forge.createProposal(request());
    const [pull] = github.state.pulls;
    if (!pull) throw new Error('No proposal was opened.');
    const commit = await github.repository.findCommit(pull.headSha);
    if (!commit) throw new Error('The proposal has no commit.');
    const heads: string[] = [];
    for (let number = 2; number <= count; number++) {
      const headRef = `zt/many-${number}`;
      const known = heads[number % 10];
      const headSha =
        known ??
        (await github.repository.writeCommit({
          tree: commit.tree,
          parents: commit.parents,
          author: { ...commit.author, at: new Date() },
          committer: { ...commit.author, at: new Date() },
          message: `Change ${number}\n`,
        }));
      heads[number % 10] = headSha;
      github.state.pulls.push({ ...pull, number, headRef, headSha });
    }
  };

  it('is six for a proposal, whatever number of files', async () => {
    await start();
    await forge.listFiles();
    github.takeCalls();
    const changes = Array.from({ length: 30 }, (_, index) => ({
      path: `docs/page-${index}.md`,
      content: `${index}\n`,
    }));
    const { files } = await forge.createProposal(request({ changes }));
    expect(files).toHaveLength(30);
    const calls = github.takeCalls();
    expect(calls.map(call => call.method)).toEqual([
      'GET',
      'POST',
      'POST',
      'POST',
      'POST',
      'GET',
    ]);
    // That main stands where it stood is "not modified", and free.
    expect(counted(calls)).toEqual([
      'POST /git/trees',
      'POST /git/commits',
      'POST /git/refs',
      'POST /pulls',
      expect.stringMatching(/^GET \/compare\//),
    ]);
  });

  it('is seven for a proposal that is the very first thing', async () => {
    await start();
    await forge.createProposal(request());
    expect(github.takeCalls()).toHaveLength(7);
  });

  it('is none that counts for an unchanged queue of 200, and no more than five in all', async () => {
    await start();
    await openMany(200);
    const list = () => forge.listProposals({ state: 'open', limit: 200 });
    const first = await list();
    expect(first.items).toHaveLength(200);
    github.takeCalls();
    expect(await list()).toEqual(first);
    const calls = github.takeCalls();
    expect(calls.length).toBeLessThanOrEqual(5);
    expect(counted(calls)).toEqual([]);
  });

  it('is none that counts when checks are asked for again', async () => {
    await start();
    await openMany(5);
    await forge.listProposals({ limit: 10 });
    now = new Date('2026-05-01T10:05:00Z');
    github.takeCalls();
    await forge.listProposals({ limit: 10 });
    const calls = github.takeCalls();
    expect(calls.length).toBeGreaterThan(5);
    expect(counted(calls)).toEqual([]);
  });

  it('is three for a whole platform of files, and one or none afterwards', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `docs/${index}.md`,
        `${index}`,
      ]),
    );
    await start(files);
    expect(await forge.readFiles({ prefix: 'docs' })).toHaveLength(60);
    expect(counted(github.takeCalls())).toEqual([
      'GET /git/ref/heads/main',
      expect.stringMatching(/^GET \/git\/trees\//),
      expect.stringMatching(/^GET \/tarball\//),
    ]);
    const { number, headSha } = await forge.createProposal(
      request({ changes: [{ path: 'docs/1.md', content: 'one\n' }] }),
    );
    await forge.mergeProposal({ number, headSha, approver: founder });
    github.takeCalls();
    expect(await forge.readFiles({ prefix: 'docs' })).toHaveLength(60);
    expect(counted(github.takeCalls())).toEqual([
      'GET /git/ref/heads/main',
      expect.stringMatching(/^GET \/git\/trees\//),
      expect.stringMatching(/^GET \/git\/blobs\//),
    ]);
  });
});
