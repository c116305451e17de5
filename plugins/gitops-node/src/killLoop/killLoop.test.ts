import { execFile } from 'child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { errorName, founder, request } from '../forgeSuite/harness';
import { LocalForge } from '../local';
import { readSeedFiles, seedRepository } from '../seed';
import { TestForge, createTestForge } from '../testUtils';
import { ChildTask, killAtEveryCall, runChild } from './childTask';

jest.setTimeout(120_000);

const run = promisify(execFile);

async function fsck(directory: string): Promise<string> {
  const { stdout, stderr } = await run('git', [
    `--git-dir=${directory}`,
    'fsck',
    '--strict',
    '--no-dangling',
  ]);
  return `${stdout}${stderr}`.replace(/^notice: .*\n/gm, '');
}

async function locks(directory: string): Promise<string[]> {
  const names = await readdir(join(directory, 'refs'), { recursive: true });
  return names.filter(name => name.endsWith('.lock'));
}

describe('a writer that is killed at every call of Git', () => {
  let test: TestForge;
  let directory: string;
  beforeEach(async () => {
    test = await createTestForge();
    directory = test.directory;
  });
  afterEach(() => test.remove());

  it('leaves each proposal once or not at all, and the request completes it', async () => {
    const kills = await killAtEveryCall({
      prepare: async turn => ({
        directory,
        kind: 'create',
        request: request({ requestId: `create-${turn}` }),
      }),
      check: async task => {
        if (task.kind !== 'create') throw new Error('Another task.');
        expect(await fsck(directory)).toBe('');
        const forge = await LocalForge.create({ directory });
        const { title } = task.request;
        const find = async () =>
          (await forge.listProposals({ limit: 200 })).items.filter(
            item => item.title === title,
          );
        const left = await find();
        expect(left.length).toBeLessThanOrEqual(1);
        const proposal = await forge.createProposal(task.request);
        expect(left.map(item => item.number)).toEqual(
          left.map(() => proposal.number),
        );
        expect(await find()).toHaveLength(1);
        expect(proposal.files).toHaveLength(1);
      },
    });
    expect(kills).toBeGreaterThanOrEqual(9);
    const { items } = await test.forge.listProposals({ limit: 200 });
    expect(items.map(item => item.number)).toEqual(
      items.map((_, index) => items.length - index),
    );
    expect(await locks(directory)).toEqual([]);
  });

  it('leaves a proposal merged or open, never in between', async () => {
    const kills = await killAtEveryCall({
      prepare: async () => ({
        directory,
        kind: 'merge',
        proposal: await test.forge.createProposal(request()),
      }),
      check: async task => {
        if (task.kind !== 'merge') throw new Error('Another task.');
        const { number, headSha } = task.proposal;
        expect(await fsck(directory)).toBe('');
        const forge = await LocalForge.create({ directory });
        const left = await forge.getProposal(number);
        const path = left.files[0]?.path ?? '';
        const onMain = await forge.readFiles({ paths: [path] });
        expect(['open', 'merged']).toContain(left.state);
        expect(onMain).toHaveLength(left.state === 'merged' ? 1 : 0);
        const { mergeSha } = await forge.mergeProposal({
          number,
          headSha,
          approver: founder,
        });
        expect(left.mergeSha ?? mergeSha).toBe(mergeSha);
        expect(await forge.getHead()).toBe(mergeSha);
      },
    });
    expect(kills).toBeGreaterThanOrEqual(7);
    const { items } = await test.forge.listCommits({ limit: 100 });
    // Every proposal was merged once: the kills, the one that came to its end, and the seed.
    expect(items).toHaveLength(kills + 2);
  });

  it('leaves a proposal closed or open', async () => {
    await killAtEveryCall({
      prepare: async () => ({
        directory,
        kind: 'close',
        proposal: await test.forge.createProposal(request()),
      }),
      check: async task => {
        if (task.kind !== 'close') throw new Error('Another task.');
        const { number, headSha } = task.proposal;
        expect(await fsck(directory)).toBe('');
        const { state, decision } = await test.forge.getProposal(number);
        expect(['open', 'closed']).toContain(state);
        expect(decision?.reason).toBe(state === 'closed' ? 'No.' : undefined);
        const outcome = await errorName(
          test.forge.mergeProposal({ number, headSha, approver: founder }),
        );
        expect(outcome).toBe(
          state === 'open' ? 'no error' : 'ProposalDecidedError',
        );
      },
    });
  });
});

describe('a writer on a proposal that is killed at every call of Git', () => {
  let test: TestForge;
  let directory: string;
  beforeEach(async () => {
    test = await createTestForge();
    directory = test.directory;
  });
  afterEach(() => test.remove());

  // What is left is the old head or a whole new one, and asking again brings the proposal to the same end.
  const check = async (
    task: ChildTask,
    again: (forge: LocalForge) => Promise<unknown>,
    paths: string[],
  ) => {
    if (task.kind !== 'commit' && task.kind !== 'update') {
      throw new Error('Another task.');
    }
    const { number, headSha } = task.proposal;
    expect(await fsck(directory)).toBe('');
    const forge = await LocalForge.create({ directory });
    const left = await forge.getProposal(number);
    expect([left.state, left.mergeable]).toEqual(['open', true]);
    const isOld = left.headSha === headSha;
    if (isOld) await again(forge);
    const whole = await forge.getProposal(number);
    expect(isOld).toBe(whole.headSha !== left.headSha);
    const there = await forge.readFiles({ ref: whole.headSha, paths });
    expect(there.map(file => file.path)).toEqual(paths);
    await forge.mergeProposal({ ...whole, approver: founder });
    expect(await locks(directory)).toEqual([]);
  };

  it('leaves a commit added or not', async () => {
    const kills = await killAtEveryCall({
      prepare: async turn => ({
        directory,
        kind: 'commit',
        proposal: await test.forge.createProposal(
          request({ changes: [{ path: `docs/${turn}.md`, content: 'a\n' }] }),
        ),
      }),
      check: async task => {
        if (task.kind !== 'commit') throw new Error('Another task.');
        const { number, headSha } = task.proposal;
        await check(
          task,
          forge =>
            forge.addCommit({
              number,
              expectedHeadSha: headSha,
              title: 'More',
              author: founder,
              changes: [{ path: 'docs/more.md', content: 'more\n' }],
            }),
          ['docs/more.md'],
        );
        const cleanUp = await test.forge.createProposal(
          request({ changes: [{ path: 'docs/more.md', content: null }] }),
        );
        await test.forge.mergeProposal({ ...cleanUp, approver: founder });
      },
    });
    expect(kills).toBeGreaterThanOrEqual(5);
  });

  it('leaves main brought in or not', async () => {
    const kills = await killAtEveryCall({
      prepare: async turn => {
        const proposal = await test.forge.createProposal(request());
        const other = await test.forge.createProposal(
          request({
            changes: [{ path: `docs/main-${turn}.md`, content: 'a\n' }],
          }),
        );
        await test.forge.mergeProposal({ ...other, approver: founder });
        return { directory, kind: 'update', proposal };
      },
      check: async task => {
        if (task.kind !== 'update') throw new Error('Another task.');
        const { number } = task.proposal;
        await check(
          task,
          forge => forge.updateProposal({ number, author: founder }),
          ['docs/main-1.md'],
        );
      },
    });
    expect(kills).toBeGreaterThanOrEqual(5);
  });
});

describe('a start that is killed at every call of Git', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'zt-kill-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const writeCheckout = async (text: string) => {
    const from = join(root, 'checkout');
    await mkdir(join(from, 'docs'), { recursive: true });
    await writeFile(join(from, 'docs/index.md'), text);
    return from;
  };

  it('leaves no main or a whole one, and the next start completes it', async () => {
    const from = await writeCheckout('# Docs\n');
    await killAtEveryCall({
      prepare: async turn => ({
        kind: 'seed',
        directory: join(root, `${turn}.git`),
        from,
      }),
      check: async ({ directory }) => {
        const forge = await LocalForge.create({ directory });
        expect(await fsck(directory)).toBe('');
        const { files } = await readSeedFiles(from);
        const { result } = await seedRepository({ forge, files });
        expect(['seeded', 'unchanged']).toContain(result);
        expect((await forge.listFiles()).map(file => file.path)).toEqual([
          'docs/index.md',
        ]);
        expect((await forge.listCommits({ limit: 10 })).items).toHaveLength(1);
      },
    });
  });

  it('leaves one proposal for a newer checkout', async () => {
    const directory = join(root, 'platform.git');
    const seed: ChildTask = {
      kind: 'seed',
      directory,
      from: await writeCheckout('# Docs\n'),
    };
    expect(await runChild(seed)).toBe('done');
    const forge = await LocalForge.create({ directory });
    await killAtEveryCall({
      prepare: async turn => {
        await writeCheckout(`# Docs of ${turn}\n`);
        return seed;
      },
      check: async () => {
        const { files } = await readSeedFiles(seed.from);
        await seedRepository({ forge, files });
        expect(await fsck(directory)).toBe('');
        const { items } = await forge.listProposals({
          state: 'open',
          limit: 10,
        });
        expect(items).toHaveLength(1);
        const { files: changes } = await forge.getProposal(
          items[0]?.number ?? 0,
        );
        expect(changes[0]?.patch).toContain(
          `+${files[0]?.content.toString().trim()}`,
        );
      },
    });
  });
});

describe('processes of their own', () => {
  it('share one repository: each request one proposal, no number twice', async () => {
    const { directory, forge, remove } = await createTestForge();
    const requests = [request(), request()];
    const tasks = Array.from({ length: 6 }, (_, index) => {
      const shared = requests[index % 2];
      if (!shared) throw new Error('No request.');
      return runChild({ directory, kind: 'create', request: shared });
    });
    expect(new Set(await Promise.all(tasks))).toEqual(new Set(['done']));
    const { items } = await forge.listProposals({ limit: 10 });
    expect(items.map(item => item.title).sort()).toEqual(
      requests.map(item => item.title).sort(),
    );
    expect(items.map(item => item.number)).toEqual([2, 1]);
    await remove();
  });

  it('merge on although a killed Git left its lock files', async () => {
    const { directory, forge, remove } = await createTestForge();
    const first = await forge.createProposal(request({ requestId: 'first' }));
    for (const name of [
      'refs/heads/main.lock',
      'refs/heads/zt/first.lock',
      'refs/heads/zt/second.lock',
      'refs/zt/proposals/1.lock',
      'refs/zt/proposals/2.lock',
    ]) {
      await writeFile(join(directory, name), '');
    }
    await forge.createProposal(request({ requestId: 'second' }));
    await forge.mergeProposal({ ...first, approver: founder });
    expect(await locks(directory)).toEqual([]);
    await remove();
  });
});
