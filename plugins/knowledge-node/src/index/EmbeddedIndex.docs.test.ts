import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isKnowledge } from '../sources/toPassages';
import { EmbeddedIndex } from './EmbeddedIndex';
import { offTopic, questions, toPath } from './__testUtils__/questions';

const root = resolve(__dirname, '../../../..');

async function readDocs() {
  const folders = ['docs', 'platform/04-apis', 'tenants'];
  const names = await Promise.all(
    folders.map(async folder =>
      (
        await readdir(join(root, folder), { recursive: true })
      ).map(name => `${folder}/${name}`),
    ),
  );
  const paths = names.flat().filter(isKnowledge);
  return Promise.all(
    paths.map(async path => ({
      path,
      content: await readFile(join(root, path), 'utf8'),
    })),
  );
}

describe('the docs of this repository', () => {
  const index = EmbeddedIndex.create();
  beforeAll(async () => {
    await index.replaceAll(await readDocs());
  });

  async function rank([question, ...pages]: (typeof questions)[0]) {
    const found = await index.search({ query: question, limit: 3 });
    const expected = pages.map(toPath);
    return found.findIndex(({ path }) => expected.includes(path)) + 1;
  }

  it('answer people’s questions among the first three passages', async () => {
    const ranks = await Promise.all(questions.map(rank));
    const missed = questions.filter((_, i) => ranks[i] === 0);
    const reciprocals = ranks.map(value => (value === 0 ? 0 : 1 / value));
    const sum = reciprocals.reduce((total, value) => total + value, 0);
    expect(questions.length).toBeGreaterThanOrEqual(60);
    expect(missed.length).toBeLessThanOrEqual(questions.length * 0.1);
    expect(sum / questions.length).toBeGreaterThanOrEqual(0.8);
  });

  it.each(offTopic)('hold nothing about “%s”', async query => {
    const found = await index.search({ query, limit: 3 });
    expect(found.map(({ id, score }) => ({ id, score }))).toEqual([]);
  });
});
