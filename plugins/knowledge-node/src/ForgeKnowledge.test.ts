import { mockServices } from '@backstage/backend-test-utils';
import { GitForge, TextFile } from '@zerotouch/plugin-gitops-node';
import { ForgeKnowledge } from './ForgeKnowledge';
import { EmbeddedIndex } from './index/EmbeddedIndex';

function createForge() {
  let head = '1'.repeat(40);
  let files: Record<string, string> = {
    'docs/a.md': '# Alpha\n\nThe first page.',
    'docs/picture.png': 'alpha',
  };
  const toFile = (path: string): TextFile => ({
    path,
    content: files[path],
    blobSha: 'b'.repeat(40),
    size: files[path].length,
  });
  const forge = {
    getHead: jest.fn(async () => head),
    listFiles: jest.fn(async () => Object.keys(files).map(toFile)),
    readFiles: jest.fn(async (options?: { paths?: string[] }) =>
      (options?.paths ?? []).map(toFile),
    ),
  } satisfies Partial<GitForge>;
  return {
    forge,
    push(next: Record<string, string>) {
      files = next;
      head = String(Number(head[0]) + 1).repeat(40);
    },
  };
}

function create() {
  const { forge, push } = createForge();
  const logger = mockServices.logger.mock();
  const knowledge = ForgeKnowledge.create({
    forge,
    index: EmbeddedIndex.create(),
    logger,
  });
  const find = async (query: string) =>
    (await knowledge.search({ query, limit: 3 })).map(({ path }) => path);
  return { forge, push, logger, find };
}

describe('ForgeKnowledge', () => {
  it('indexes the Markdown of main at its head', async () => {
    const { forge, find } = create();
    expect(await find('alpha')).toEqual(['docs/a.md']);
    expect(forge.readFiles).toHaveBeenCalledWith({
      ref: '1'.repeat(40),
      paths: ['docs/a.md'],
    });
  });

  it('follows main at the next search', async () => {
    const { find, push } = create();
    await find('alpha');
    push({ 'docs/b.md': '# Beta\n\nThe second page.' });
    expect(await find('alpha')).toEqual([]);
    expect(await find('beta')).toEqual(['docs/b.md']);
  });

  it('reads nothing again while main stands still', async () => {
    const { find, forge } = create();
    await find('alpha');
    await find('alpha');
    expect(forge.readFiles).toHaveBeenCalledTimes(1);
  });

  it('indexes once for many searches at a time', async () => {
    const { find, forge } = create();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => find('alpha')),
    );
    expect(all.every(paths => paths[0] === 'docs/a.md')).toBe(true);
    expect(forge.readFiles).toHaveBeenCalledTimes(1);
  });

  it('answers from the last good index when the forge fails, and says so once', async () => {
    const { find, forge, logger, push } = create();
    await find('alpha');
    push({ 'docs/b.md': '# Beta\n\nText.' });
    forge.readFiles.mockRejectedValue(new Error('no disk'));
    expect(await find('alpha')).toEqual(['docs/a.md']);
    expect(await find('alpha')).toEqual(['docs/a.md']);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('no disk'),
    );
    forge.readFiles.mockResolvedValue([]);
    expect(await find('alpha')).toEqual([]);
  });

  it('fails clearly when nothing was ever read, and recovers', async () => {
    const { find, forge } = create();
    forge.getHead.mockRejectedValueOnce(new Error('no repository'));
    await expect(find('alpha')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('try again'),
    });
    expect(await find('alpha')).toEqual(['docs/a.md']);
  });
});
