import { founder } from '../forgeSuite/harness';
import { LocalForge } from '../local';
import { TestForge, createTestForge } from '../testUtils';
import { seedRepository } from './seedRepository';

jest.setTimeout(30_000);

const BASE = { 'docs/a.md': 'a\n', 'docs/b.md': 'b\n', 'docs/c.md': 'c\n' };

describe('seedRepository', () => {
  let test: TestForge;
  let forge: LocalForge;
  beforeEach(async () => {
    test = await createTestForge(BASE);
    forge = test.forge;
  });
  afterEach(() => test.remove());

  const seed = (files: Record<string, string>) =>
    seedRepository({
      forge,
      files: Object.entries(files).map(([path, content]) => ({
        path,
        content: Buffer.from(content),
        executable: false,
      })),
    });
  const merge = async (number: number) => {
    const { headSha } = await forge.getProposal(number);
    await forge.mergeProposal({ number, headSha, approver: founder });
  };
  const change = async (path: string, content: string) => {
    const { number } = await forge.createProposal({
      requestId: `change-${path.replace(/\W/g, '-')}-${content.trim()}`,
      title: 'Change',
      body: '',
      author: founder,
      changes: [{ path, content }],
    });
    await merge(number);
  };
  const open = async () =>
    (await forge.listProposals({ state: 'open', limit: 50 })).items;

  it('makes the first commit of main, also with executable files', async () => {
    const empty = await createTestForge({});
    const result = await seedRepository({
      forge: empty.forge,
      files: [
        { path: 'run.sh', content: Buffer.from('x'), executable: true },
        { path: 'docs/logo.png', content: Buffer.from([0]), executable: false },
      ],
    });
    expect(result).toEqual({
      result: 'seeded',
      sha: await empty.forge.getHead(),
      files: 2,
    });
    await empty.remove();
  });

  it('does nothing when the files are those of the last time', async () => {
    await change('docs/a.md', 'mine\n');
    expect(await seed(BASE)).toEqual({ result: 'unchanged' });
    expect(await open()).toEqual([]);
  });

  it('proposes what is new and leaves the changes of people alone', async () => {
    await change('docs/a.md', 'mine\n');
    const newer = {
      'docs/a.md': 'a\n',
      'docs/b.md': 'new\n',
      'docs/d.md': 'd\n',
    };
    expect(await seed(newer)).toEqual({
      result: 'proposed',
      number: 2,
      kept: [],
    });
    const proposal = await forge.getProposal(2);
    expect(proposal.title).toBe('Update the platform from the checkout');
    expect(proposal.files.map(({ path, status }) => [path, status])).toEqual([
      ['docs/b.md', 'modified'],
      ['docs/c.md', 'removed'],
      ['docs/d.md', 'added'],
    ]);
    await merge(2);
    expect(await seed(newer)).toEqual({ result: 'unchanged' });
    expect((await forge.readFile({ path: 'docs/a.md' })).content).toBe(
      'mine\n',
    );
  });

  it('keeps main where both sides changed a file, and says so', async () => {
    await change('docs/a.md', 'mine\n');
    const result = await seed({
      ...BASE,
      'docs/a.md': 'theirs\n',
      'docs/b.md': 'new\n',
    });
    expect(result).toMatchObject({ result: 'proposed', kept: ['docs/a.md'] });
    const proposal = await forge.getProposal(2);
    expect(proposal.files.map(file => file.path)).toEqual(['docs/b.md']);
    expect(proposal.mergeable).toBe(true);
    expect(proposal.body).toContain('- `docs/a.md`');
  });

  it('proposes nothing when main has the difference already', async () => {
    await change('docs/a.md', 'same\n');
    const newer = { ...BASE, 'docs/a.md': 'same\n' };
    expect(await seed(newer)).toEqual({ result: 'contained' });
    expect(await seed(newer)).toEqual({ result: 'unchanged' });
    expect(await open()).toEqual([]);
  });

  it('has one proposal open: a newer checkout replaces an older one', async () => {
    await seed({ ...BASE, 'docs/a.md': 'two\n' });
    await seed({ ...BASE, 'docs/a.md': 'three\n', 'docs/b.md': 'three\n' });
    expect((await open()).map(item => item.number)).toEqual([2]);
    const closed = await forge.getProposal(1);
    expect(closed.state).toBe('closed');
    expect(closed.decision?.reason).toContain('replaces');
    const { files } = await forge.getProposal(2);
    expect(files.map(file => file.path)).toEqual(['docs/a.md', 'docs/b.md']);
  });

  it('does not offer again what was rejected, and offers it with the next difference', async () => {
    const two = { ...BASE, 'docs/a.md': 'two\n' };
    await seed(two);
    await forge.closeProposal({ number: 1, reason: 'No.', by: founder });
    expect(await seed(two)).toEqual({ result: 'unchanged' });
    await seed({ ...two, 'docs/b.md': 'two\n' });
    const { files } = await forge.getProposal(2);
    expect(files.map(file => file.path)).toEqual(['docs/a.md', 'docs/b.md']);
  });

  it('offers the way back and forth each time', async () => {
    const two = { ...BASE, 'docs/a.md': 'two\n' };
    for (const [files, number] of [
      [two, 1],
      [BASE, 2],
      [two, 3],
    ] as const) {
      expect(await seed(files)).toMatchObject({ result: 'proposed', number });
      await merge(number);
      expect((await forge.readFile({ path: 'docs/a.md' })).content).toBe(
        files['docs/a.md'],
      );
    }
  });

  it('offers once when two processes start at once', async () => {
    const files = { ...BASE, 'docs/a.md': 'two\n' };
    await Promise.all([seed(files), seed(files)]);
    expect((await open()).map(item => item.number)).toEqual([1]);
  });
});
