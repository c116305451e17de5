import { rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FakeGitHub } from '@zerotouch/plugin-gitops-node/fakeGitHub';
import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import { noModules, repositoryRoot } from '../__testing__/repository';
import { runCommandLine } from '../runCommandLine';

jest.setTimeout(120_000);

describe('zt move', () => {
  let here: TestForge;
  let github: FakeGitHub;
  beforeAll(async () => {
    here = await createTestForge();
    github = await FakeGitHub.start();
  });
  afterAll(async () => {
    await here.remove();
    await github.stop();
  });

  const zt = async (args: string[], env: Record<string, string> = {}) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCommandLine({
      args: ['move', ...args],
      cwd: repositoryRoot,
      cacheDir: here.directory,
      modules: noModules,
      env,
      out: text => out.push(text),
      err: text => err.push(text),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };

  it('says what it would do, does it, and finds nothing left to do', async () => {
    const ZT_GITHUB_TOKEN = github.addToken({ login: 'robot', type: 'User' });
    await here.forge.createProposal({
      requestId: 'carry-me',
      title: 'Carry me',
      body: '',
      author: { ref: 'user:default/founder', kind: 'human' },
      changes: [{ path: 'docs/a.md', content: 'a\n' }],
    });
    const sha = await here.forge.getHead();
    const args = ['--data', here.directory, '--to', 'acme/platform'];
    args.push('--api-url', github.url);
    const plan = await zt([...args, '--plan'], { ZT_GITHUB_TOKEN });
    expect([plan.code, plan.out]).toEqual([
      0,
      `Main would be pushed up to ${sha}.\nProposal 1 would be carried: Carry me`,
    ]);
    expect(github.state.pulls).toEqual([]);
    const done = await zt(args, { ZT_GITHUB_TOKEN });
    expect([done.code, done.out]).toEqual([
      0,
      `Main was pushed up to ${sha}.\nProposal 1 was carried and is 1 now: Carry me`,
    ]);
    const again = await zt([...args, '--json'], { ZT_GITHUB_TOKEN });
    expect(JSON.parse(again.out)).toEqual({
      mainSha: sha,
      main: 'none',
      proposals: [],
    });
    const refused = await zt(args, { ZT_GITHUB_TOKEN: 'expired' });
    expect([refused.code, refused.err]).toEqual([
      3,
      expect.stringContaining('does not accept the credentials'),
    ]);
  });

  it('waits for nobody: a running portal has to be stopped first', async () => {
    const lock = join(dirname(here.directory), 'portal.lock');
    writeFileSync(lock, JSON.stringify({ pid: process.pid, note: '' }));
    const args = ['--data', here.directory, '--to', 'acme/platform'];
    const { code, err } = await zt(args, { ZT_GITHUB_TOKEN: 'x' });
    rmSync(lock);
    expect([code, err]).toEqual([2, expect.stringContaining('Stop it first')]);
  });

  it.each(['http://github.example.com/api/v3', 'github.example.com', 'ftp:x'])(
    'sends no credentials to %j',
    async url => {
      const args = [
        '--data',
        here.directory,
        '--to',
        'acme/platform',
        '--plan',
      ];
      const { code, err } = await zt([...args, '--api-url', url], {
        ZT_GITHUB_TOKEN: 'x',
      });
      expect([code, err]).toEqual([2, expect.stringContaining('with https')]);
    },
  );

  it('is called wrongly without a repository, a place or credentials', async () => {
    const data = ['--data', here.directory];
    const to = ['--to', 'acme/platform'];
    const env = { ZT_GITHUB_TOKEN: 'x' };
    expect((await zt(to, env)).code).toBe(2);
    expect((await zt(data, env)).code).toBe(2);
    expect((await zt([...data, '--to', 'acme'], env)).code).toBe(2);
    expect((await zt(['--data', '/nowhere', ...to], env)).code).toBe(2);
    expect((await zt([...data, ...to])).code).toBe(2);
  });
});
