import { propose } from './__testUtils__/newProposal';
import {
  cachePath,
  cacheYaml,
  databasePath,
  databaseYaml,
} from './__testUtils__/platformFiles';
import { Gitops, startGitops } from './__testUtils__/startGitops';

describe('revert', () => {
  let gitops: Gitops;
  beforeEach(async () => {
    gitops = await startGitops();
  });
  afterEach(() => gitops.stop());

  const merge = async (proposal: { number: number; headSha: string }) => {
    await gitops
      .post(`/proposals/${proposal.number}/merge`, proposal)
      .expect(200);
    return proposal.number;
  };
  const revert = (number: number) =>
    gitops.post(`/proposals/${number}/revert`, {});
  const read = async (path: string) =>
    (await gitops.forge.readFiles({ paths: [path] })).at(0)?.content;

  it('takes a merge back: changed, added and removed files', async () => {
    const number = await merge(
      await propose(
        gitops,
        {
          [cachePath('sessions')]: null,
          [cachePath('basket')]: cacheYaml('basket'),
          'docs/index.md': '# Changed\n',
        },
        { title: 'Three changes' },
      ),
    );
    await merge(await propose(gitops, { 'docs/a.md': 'kept\n' }));
    const { body, status } = await revert(number);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      title: 'Revert: Three changes',
      author: { ref: 'user:default/founder', kind: 'human' },
      state: 'open',
    });
    await merge(body);
    expect(await read(cachePath('sessions'))).toBe(cacheYaml('sessions'));
    expect(await read(cachePath('basket'))).toBeUndefined();
    expect(await read('docs/index.md')).toBe('# Platform\n');
    expect(await read('docs/a.md')).toBe('kept\n');
  });

  it('returns the open one when asked twice, and a new one after it was closed', async () => {
    const number = await merge(
      await propose(gitops, { 'docs/index.md': '# New\n' }),
    );
    const first = (await revert(number)).body;
    expect((await revert(number)).body.number).toBe(first.number);
    await gitops.post(`/proposals/${first.number}/close`, { reason: 'No' });
    const { body } = await revert(number);
    expect(body.number).not.toBe(first.number);
    expect(body.state).toBe('open');
  });

  it('names the files that main changed since', async () => {
    const number = await merge(
      await propose(gitops, { 'docs/index.md': '# New\n' }),
    );
    await merge(await propose(gitops, { 'docs/index.md': '# Newer\n' }));
    const { body, status } = await revert(number);
    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('"docs/index.md"'),
    });
  });

  it('says when nothing is left to take back', async () => {
    const number = await merge(
      await propose(gitops, { 'docs/index.md': '# New\n' }),
    );
    await merge(await propose(gitops, { 'docs/index.md': '# Platform\n' }));
    const { body, status } = await revert(number);
    expect(status).toBe(409);
    expect(body.error.message).toContain('nothing to take back');
  });

  it('does not delete a database by the back door', async () => {
    const number = await merge(
      await propose(gitops, {
        [databasePath('ledger')]: databaseYaml('ledger'),
      }),
    );
    const { body, status } = await revert(number);
    expect(status).toBe(400);
    expect(body.error.message).toContain('holds data and is protected');
  });

  it('refuses what is not merged', async () => {
    const open = await propose(gitops, { 'docs/index.md': '# New\n' });
    expect((await revert(open.number)).body.error.name).toBe('ConflictError');
    await gitops.post(`/proposals/${open.number}/close`, { reason: 'No' });
    expect((await revert(open.number)).body.error.name).toBe(
      'ProposalDecidedError',
    );
  });
});
