import { execFileSync, spawnSync } from 'child_process';
import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { founder, other, request } from '../forgeSuite/harness';
import { GitCommand } from '../git/GitCommand';
import { TestForge, createTestForge } from '../testUtils';
import { LocalForge } from './LocalForge';
import { requireGitVersion } from './initRepository';

jest.setTimeout(30_000);

const IDENTITY = {
  GIT_AUTHOR_NAME: 'ana',
  GIT_AUTHOR_EMAIL: 'ana@example.com',
  GIT_COMMITTER_NAME: 'ana',
  GIT_COMMITTER_EMAIL: 'ana@example.com',
};

describe('the repository of a LocalForge', () => {
  let root: string;
  let test: TestForge;
  let forge: LocalForge;
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'zt-clone-'));
    test = await createTestForge({
      'README.md': '# Platform\n',
      'tenants/acme/tenant.yaml': 'a: 1\n',
    });
    forge = test.forge;
  });
  afterEach(async () => {
    rmSync(root, { recursive: true });
    await test.remove();
  });

  const clone = () => {
    execFileSync('git', ['clone', '-q', test.directory, join(root, 'clone')]);
    return (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync('git', args, {
        cwd: join(root, 'clone'),
        encoding: 'utf8',
        env: { ...process.env, ...IDENTITY },
      });
      return { status, text: `${stdout}${stderr}` };
    };
  };
  const commit = (git: ReturnType<typeof clone>, branch: string) => {
    git('checkout', '-q', '-B', branch);
    writeFileSync(join(root, 'clone', 'README.md'), `# ${branch}\n`);
    return git('commit', '-q', '-a', '-m', `Change on ${branch}`);
  };

  it('refuses pushes to main and to refs/zt, and says why', async () => {
    const head = await forge.getHead();
    const { number } = await forge.createProposal(request());
    const git = clone();
    commit(git, 'main');
    const main = git('push', 'origin', 'main');
    expect(main.status).not.toBe(0);
    expect(main.text).toContain('main is changed only by approved proposals');
    const forged = git(
      'push',
      'origin',
      `main:refs/zt/proposals/${number + 1}`,
    );
    expect(forged.status).not.toBe(0);
    expect(forged.text).toContain('is not for pushing');
    const forced = git('push', 'origin', `+main:refs/zt/proposals/${number}`);
    expect(forced.status).not.toBe(0);
    expect(await forge.getHead()).toBe(head);
  });

  it('takes pushes of other branches', async () => {
    const git = clone();
    commit(git, 'idea');
    expect(git('push', 'origin', 'idea').status).toBe(0);
    const { content } = await forge.readFile({
      path: 'README.md',
      ref: 'idea',
    });
    expect(content).toBe('# idea\n');
  });

  it('sees a push to the branch of a proposal as a moved head', async () => {
    const { number, headSha } = await forge.createProposal(
      request({ requestId: 'pushed' }),
    );
    const git = clone();
    git('checkout', '-q', 'zt/pushed');
    writeFileSync(join(root, 'clone', 'README.md'), '# pushed\n');
    git('commit', '-q', '-a', '-m', 'Push');
    expect(git('push', 'origin', 'zt/pushed').status).toBe(0);
    await expect(
      forge.mergeProposal({ number, headSha, approver: founder }),
    ).rejects.toMatchObject({ name: 'ApprovalStaleError' });
    const moved = await forge.getProposal(number);
    expect(moved.files.map(file => file.path)).toContain('README.md');
    const { mergeSha } = await forge.mergeProposal({
      ...moved,
      approver: other,
    });
    expect((await forge.getCommit(mergeSha)).approvedBy).toBe(other.ref);
    const remove = git('push', 'origin', ':zt/pushed');
    expect(remove.status).not.toBe(0);
    expect(remove.text).toContain('belongs to a proposal');
  });

  it('refuses a request whose branch somebody pushed with another content', async () => {
    const git = clone();
    commit(git, 'zt/taken');
    expect(git('push', 'origin', 'zt/taken').status).toBe(0);
    await expect(
      forge.createProposal(request({ requestId: 'taken' })),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('"zt/taken"'),
    });
    const adopted = await forge.createProposal(
      request({
        requestId: 'taken',
        changes: [{ path: 'README.md', content: '# zt/taken\n' }],
      }),
    );
    expect(adopted.files.map(file => file.path)).toEqual(['README.md']);
  });

  it('asks nobody for settings and passes no GIT_ variable on', async () => {
    const config = join(root, 'config');
    writeFileSync(config, '[diff]\n\tnoprefix = true\n\trenames = false\n');
    const git = GitCommand.create({
      directory: test.directory,
      env: {
        PATH: process.env.PATH,
        GIT_CONFIG_GLOBAL: config,
        GIT_DIR: root,
        GIT_OBJECT_DIRECTORY: root,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'diff.renames',
        GIT_CONFIG_VALUE_0: 'false',
      },
    });
    expect(
      await git.text(['config', '--get-regexp', '^diff'], {
        okCodes: [1],
      }),
    ).toBe('');
    expect((await git.text(['rev-parse', 'main'])).trim()).toBe(
      await forge.getHead(),
    );
  });

  it('does not let a pushed .gitattributes hide a change', async () => {
    const { files } = await forge.createProposal(
      request({
        changes: [
          { path: '.gitattributes', content: '*.yaml binary\n' },
          { path: 'tenants/acme/tenant.yaml', content: 'a: 2\n' },
        ],
      }),
    );
    expect(files[1]?.patch).toBe('@@ -1 +1 @@\n-a: 1\n+a: 2\n');
  });

  it('is made once when two processes make it', async () => {
    const directory = join(root, 'new/platform.git');
    await Promise.all([1, 2, 3].map(() => LocalForge.create({ directory })));
    expect(readdirSync(join(root, 'new'))).toEqual(['platform.git']);
    const config = readFileSync(join(directory, 'config'), 'utf8');
    expect(config).toContain('fsync = loose-object');
  });

  it('says that nothing was seeded', async () => {
    const empty = await LocalForge.create({ directory: join(root, 'e.git') });
    for (const call of [
      () => empty.getHead(),
      () => empty.listFiles(),
      () => empty.createProposal(request()),
      () => empty.listProposals({ limit: 1 }),
    ]) {
      await expect(call()).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('Seed it first'),
      });
    }
  });

  it('shows who merged although the record does not know of it', async () => {
    const { number, headSha } = await forge.createProposal(request());
    const record = () =>
      execFileSync('git', [
        `--git-dir=${test.directory}`,
        'rev-parse',
        `refs/zt/proposals/${number}`,
      ]).toString();
    const before = record();
    await forge.mergeProposal({ number, headSha, approver: founder });
    expect(record()).toBe(before);
    const fresh = await LocalForge.create({ directory: test.directory });
    expect((await fresh.getProposal(number)).decision?.by).toEqual(founder);
  });

  it('tells of a move of main that another process made', async () => {
    const controller = new AbortController();
    const heads: string[] = [];
    const moved = new Promise<void>(resolve => {
      forge.watchMain({
        signal: controller.signal,
        onMove: event => {
          heads.push(event.after);
          if (heads.length === 2) resolve();
        },
      });
    });
    const tree = execFileSync(
      'git',
      [
        `--git-dir=${test.directory}`,
        'commit-tree',
        'main^{tree}',
        '-p',
        'main',
        '-m',
        'By hand',
      ],
      { env: { ...process.env, ...IDENTITY } },
    )
      .toString()
      .trim();
    // After the first event, so that there are two.
    await forge.getHead();
    execFileSync('git', [
      `--git-dir=${test.directory}`,
      'update-ref',
      'refs/heads/main',
      tree,
    ]);
    await moved;
    controller.abort();
    expect(heads[1]).toBe(tree);
  });
});

describe('requireGitVersion', () => {
  const git = (answer: string) => {
    const command = GitCommand.create({ directory: '/nowhere' });
    jest.spyOn(command, 'text').mockResolvedValue(answer);
    return command;
  };

  it.each([
    'git version 2.38.0',
    'git version 2.50.1 (Apple Git-155)',
    'git version 3.0',
  ])('takes %s', async answer => {
    await expect(requireGitVersion(git(answer))).resolves.toBeUndefined();
  });

  it.each(['git version 2.37.9', 'git version 1.99', 'something else'])(
    'refuses %s and says what to do',
    async answer => {
      await expect(requireGitVersion(git(answer))).rejects.toThrow(
        'needs Git 2.38 or newer',
      );
    },
  );
});
