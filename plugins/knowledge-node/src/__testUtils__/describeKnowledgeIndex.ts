/* eslint-disable jest/no-export -- a suite that every index runs is exported to their tests */
import { KnowledgeIndex } from '../KnowledgeIndex';

const restore = {
  path: 'docs/runbooks/restore.md',
  content:
    '# Restore a database\n\nIntro words.\n\n## Choose the moment\n\nPick a recovery target time.\n\n## Check\n\nCount the rows.',
};
const cache = {
  path: 'docs/specs/cache.md',
  content:
    '# Add a Dragonfly cache\n\nWrite a claim of kind XDragonfly and open a pull request.',
};
const node = {
  path: 'docs/runbooks/node.md',
  content:
    '---\nalerts: [NodeNotReadyForLong]\n---\n# Replace a node\n\nDrain the machine, then remove it.',
};

/** What every {@link KnowledgeIndex} does, whatever it is made of. */
export function describeKnowledgeIndex(
  name: string,
  createEmpty: () => Promise<KnowledgeIndex>,
) {
  async function create() {
    const index = await createEmpty();
    await index.replaceAll([restore, cache, node]);
    return index;
  }

  describe(`${name} as a KnowledgeIndex`, () => {
    it.each([
      ['restore a database', restore.path],
      ['add a dragonfly cache', cache.path],
      ['NodeNotReadyForLong', node.path],
    ])('answers "%s" from %s', async (query, path) => {
      const [first] = await (await create()).search({ query, limit: 3 });
      expect(first?.path).toBe(path);
    });

    it('gives whole passages with falling scores', async () => {
      const index = await create();
      const found = await index.search({
        query: 'choose the moment of the restore',
        limit: 3,
      });
      expect(found[0]).toEqual({
        id: 'docs/runbooks/restore.md#choose-the-moment',
        title: 'Restore a database',
        heading: 'Choose the moment',
        path: 'docs/runbooks/restore.md',
        url: '/docs/default/component/zerotouch/runbooks/restore/#choose-the-moment',
        text: 'Pick a recovery target time.',
        score: expect.any(Number),
      });
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
    });

    it.each(['', '  '])('finds nothing for %j', async query => {
      expect(await (await create()).search({ query, limit: 3 })).toEqual([]);
    });

    it('finds nothing before there are documents', async () => {
      const index = await createEmpty();
      expect(await index.replaceAll([])).toEqual({ written: 0, deleted: 0 });
      expect(await index.search({ query: 'database', limit: 3 })).toEqual([]);
    });

    it.each([0, 21, 1.5, NaN])('refuses a limit of %s', async limit => {
      await expect(
        (await create()).search({ query: 'cache', limit }),
      ).rejects.toThrow(`not "${limit}"`);
    });

    it('writes only what changed, and forgets what is gone', async () => {
      const index = await createEmpty();
      const documents = [restore, cache, node];
      expect(await index.replaceAll(documents)).toEqual({
        written: 5,
        deleted: 0,
      });
      expect(await index.replaceAll(documents)).toEqual({
        written: 0,
        deleted: 0,
      });
      const changed = {
        ...restore,
        content: restore.content.replace('Count the rows', 'Compare the sums'),
      };
      expect(await index.replaceAll([changed, cache])).toEqual({
        written: 1,
        deleted: 1,
      });
      const search = (query: string) => index.search({ query, limit: 3 });
      expect((await search('drain the machine'))[0]?.path).not.toBe(node.path);
      expect((await search('compare the sums'))[0].text).toBe(
        'Compare the sums.',
      );
    });

    it('takes knowledge only', async () => {
      const index = await createEmpty();
      const image = { path: 'docs/a.png', content: 'restore' };
      expect(await index.replaceAll([image])).toEqual({
        written: 0,
        deleted: 0,
      });
    });
  });
}
