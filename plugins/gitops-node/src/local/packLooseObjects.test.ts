import { founder, request } from '../forgeSuite/harness';
import { createGitObject } from '../git/gitObjects';
import { TestForge, createTestForge } from '../testUtils';
import { packLooseObjects } from './packLooseObjects';

jest.setTimeout(30_000);

describe('packLooseObjects', () => {
  let test: TestForge;
  beforeEach(async () => {
    test = await createTestForge();
  });
  afterEach(() => test.remove());

  const git = async (...args: string[]) =>
    (await test.forge.parts.repository.git.text(args)).trim();
  const countLoose = async () => parseInt(await git('count-objects'), 10);
  const countPacks = async () =>
    Number(/^packs: (\d+)$/m.exec(await git('count-objects', '-v'))?.[1]);
  const propose = (name: string) =>
    test.forge.createProposal(
      request({
        requestId: `request-${name}`,
        changes: [{ path: `docs/${name}.md`, content: `# ${name}\n` }],
      }),
    );

  it('packs everything, loses nothing, and the forge goes on', async () => {
    const first = await propose('first');
    const { forge } = test;
    const merge = await forge.mergeProposal({
      number: first.number,
      headSha: first.headSha,
      approver: founder,
    });
    const lonely = createGitObject('blob', Buffer.from('of no commit'));
    await forge.parts.repository.objects.write([lonely]);
    const before = await countLoose();

    expect(await packLooseObjects({ forge, bound: 3 })).toBe(before);
    expect(await countLoose()).toBe(0);
    expect(await countPacks()).toBe(1);
    expect(await forge.getHead()).toBe(merge.mergeSha);
    expect(await forge.readFile({ path: 'docs/first.md' })).toMatchObject({
      content: '# first\n',
    });
    expect(
      (await forge.parts.repository.objects.read(lonely.sha)).toString(),
    ).toBe('of no commit');
    await git('fsck', '--strict', '--no-dangling');

    const second = await propose('second');
    expect(second.number).toBe(first.number + 1);
    expect(await forge.getProposal(first.number)).toMatchObject({
      state: 'merged',
    });
  });

  it('leaves a few loose objects alone', async () => {
    await propose('first');
    const before = await countLoose();
    expect(await packLooseObjects({ forge: test.forge })).toBe(0);
    expect(await packLooseObjects({ forge: test.forge, bound: before })).toBe(
      0,
    );
    expect(await countLoose()).toBe(before);
    expect(await countPacks()).toBe(0);
  });

  it('does not disturb those who write meanwhile, and packs once for two that ask', async () => {
    const { forge } = test;
    await propose('zero');
    const names = ['one', 'two', 'three', 'four'];
    const [proposals, packed] = await Promise.all([
      Promise.all(names.map(propose)),
      Promise.all([
        packLooseObjects({ forge, bound: 3 }),
        packLooseObjects({ forge, bound: 3 }),
      ]),
    ]);
    expect(Math.max(...packed)).toBeGreaterThan(3);
    await packLooseObjects({ forge, bound: 0 });
    expect(await countLoose()).toBe(0);
    for (const { number, headSha } of proposals) {
      expect(await forge.getProposal(number)).toMatchObject({
        headSha,
        state: 'open',
        mergeable: true,
      });
    }
    await git('fsck', '--strict', '--no-dangling');
  });
});
