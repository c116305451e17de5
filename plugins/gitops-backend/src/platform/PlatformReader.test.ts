import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import {
  cachePath,
  cacheYaml,
  platformFiles,
} from '../__testUtils__/platformFiles';
import { PlatformReader } from './PlatformReader';

// Every test works on a Git repository of its own, with Git as a child process.
jest.setTimeout(60_000);

const author = { ref: 'user:default/founder', kind: 'human' as const };

describe('PlatformReader', () => {
  let test: TestForge;
  let platform: PlatformReader;
  let count = 0;
  beforeEach(async () => {
    test = await createTestForge(platformFiles);
    platform = PlatformReader.create({ forge: test.forge });
  });
  afterEach(() => test.remove());

  const change = async (path: string, content: string | null) => {
    count += 1;
    const { number, headSha } = await test.forge.createProposal({
      requestId: `change-${count}`,
      title: 'Change',
      body: '',
      author,
      changes: [{ path, content }],
    });
    await test.forge.mergeProposal({ number, headSha, approver: author });
  };
  const names = async () =>
    (await platform.getMain()).tree.claims
      .map(({ claim }) => claim.metadata.name)
      .sort();

  it('reads main, and its next commits by their difference', async () => {
    const readFiles = jest.spyOn(test.forge, 'readFiles');
    expect(await names()).toEqual(['acme', 'orders', 'sessions']);
    readFiles.mockClear();
    await change(cachePath('basket'), cacheYaml('basket'));
    expect(await names()).toEqual(['acme', 'basket', 'orders', 'sessions']);
    await change(cachePath('basket'), null);
    expect(await names()).toEqual(['acme', 'orders', 'sessions']);
    await change('docs/a.md', 'a');
    expect(await names()).toEqual(['acme', 'orders', 'sessions']);
    expect(readFiles.mock.calls.map(([options]) => options?.paths)).toEqual([
      [cachePath('basket')],
      [cachePath('basket')],
    ]);
  });

  it('reads a commit once for all who ask', async () => {
    const readFiles = jest.spyOn(test.forge, 'readFiles');
    const sha = await test.forge.getHead();
    const [first, second] = await Promise.all([
      platform.getAt(sha),
      platform.getAt(sha),
    ]);
    expect(first).toBe(second);
    expect(await platform.getMain()).toBe(first);
    expect(readFiles).toHaveBeenCalledTimes(2);
  });

  it('goes back to an older commit', async () => {
    const old = await test.forge.getHead();
    await change(cachePath('sessions'), null);
    expect(await names()).toEqual(['acme', 'orders']);
    const { tree } = await platform.getAt(old);
    expect(tree.claims).toHaveLength(3);
  });

  it('tries again after a failure', async () => {
    jest
      .spyOn(test.forge, 'readFiles')
      .mockRejectedValueOnce(new Error('disk on fire'));
    await expect(platform.getMain()).rejects.toThrow('disk on fire');
    expect(await names()).toHaveLength(3);
  });

  it('keeps working when an unknown commit is asked for', async () => {
    expect(await names()).toHaveLength(3);
    await expect(platform.getAt('a'.repeat(40))).rejects.toThrow();
    await change(cachePath('sessions'), null);
    expect(await names()).toEqual(['acme', 'orders']);
  });
});
