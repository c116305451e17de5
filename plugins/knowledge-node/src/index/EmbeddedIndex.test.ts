import { EmbeddedIndex } from './EmbeddedIndex';

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

async function create(documents = [restore, cache, node]) {
  const index = EmbeddedIndex.create();
  await index.replaceAll(documents);
  return index;
}

describe('EmbeddedIndex.search', () => {
  it.each([
    ['the words of the title', 'restore a database', restore.path],
    ['another ending', 'restoring databases', restore.path],
    ['a synonym', 'recover postgres', restore.path],
    ['a synonym of a name', 'redis', cache.path],
    ['a typing error', 'dragonfyl', cache.path],
    ['the beginning of a word', 'dragonf', cache.path],
    ['the kind of a lego', 'XDragonfly', cache.path],
    ['accents and case', 'RÉSTORE a DÁTABASE', restore.path],
    ['words apart', 'pull-request for a cache', cache.path],
    ['the name of an alert', 'NodeNotReadyForLong fires', node.path],
    ['the path', 'runbooks node', node.path],
  ])('finds by %s', async (_, query, path) => {
    const [first] = await (await create()).search({ query, limit: 3 });
    expect(first?.path).toBe(path);
  });

  it('gives a passage with its heading, link and falling scores', async () => {
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

  it.each([
    'What is the capital of France?',
    'how do I',
    '',
    '???',
    'who won the database world cup in Brazil',
  ])('finds nothing for %j', async query => {
    expect(await (await create()).search({ query, limit: 3 })).toEqual([]);
  });

  it('gives at most so many passages as asked for', async () => {
    const index = await create();
    const search = (limit: number) =>
      index.search({ query: 'restore a database', limit });
    expect(await search(1)).toHaveLength(1);
    expect((await search(20)).length).toBeGreaterThan(1);
  });

  it.each([0, 21, 1.5, NaN])('refuses a limit of %s', async limit => {
    const index = await create();
    await expect(index.search({ query: 'cache', limit })).rejects.toThrow(
      `not "${limit}"`,
    );
  });

  it('takes the words of object prototypes for words', async () => {
    const index = await create();
    for (const query of ['constructor', '__proto__', 'toString hasOwnProperty'])
      expect(await index.search({ query, limit: 3 })).toEqual([]);
  });
});

describe('EmbeddedIndex.replaceAll', () => {
  it('writes only what changed, and forgets what is gone', async () => {
    const index = EmbeddedIndex.create();
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
    expect(await search('drain the machine')).toEqual([]);
    expect(await search('count rows')).toEqual([]);
    expect((await search('compare the sums'))[0].heading).toBe('Check');
  });

  it('takes Markdown only', async () => {
    const index = EmbeddedIndex.create();
    const image = { path: 'docs/a.png', content: 'restore' };
    expect(await index.replaceAll([image])).toEqual({ written: 0, deleted: 0 });
    expect(await index.search({ query: 'restore', limit: 1 })).toEqual([]);
  });
});
