import { describeKnowledgeIndex } from '../__testUtils__/describeKnowledgeIndex';
import { EmbeddedIndex } from './EmbeddedIndex';

describeKnowledgeIndex('EmbeddedIndex', async () => EmbeddedIndex.create());

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

  it('takes the words of object prototypes for words', async () => {
    const index = await create();
    for (const query of ['constructor', '__proto__', 'toString hasOwnProperty'])
      expect(await index.search({ query, limit: 3 })).toEqual([]);
  });
});
