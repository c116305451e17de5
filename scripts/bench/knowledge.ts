import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EmbeddedIndex } from '../../plugins/knowledge-node/src';
import {
  questions,
  toPath,
} from '../../plugins/knowledge-node/src/index/__testUtils__/questions';

const projectDir = resolve(__dirname, '../..');
const documents = ['docs', 'platform/04-apis', 'tenants'].flatMap(folder =>
  readdirSync(join(projectDir, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ya?ml|md)$/.test(name))
    .map(name => ({
      path: `${folder}/${name}`,
      content: readFileSync(join(projectDir, folder, name), 'utf8'),
    })),
);

/** Prints one JSON line: how well and how fast the embedded index answers the question set of the repository. */
async function measure() {
  const index = EmbeddedIndex.create();
  const startedAt = performance.now();
  const { written } = await index.replaceAll(documents);
  const indexMs = performance.now() - startedAt;
  const ranks: number[] = [];
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    for (const [query, ...pages] of questions) {
      const askedAt = performance.now();
      const found = await index.search({ query, limit: 3 });
      times.push(performance.now() - askedAt);
      const expected = pages.map(toPath);
      if (round === 0)
        ranks.push(found.findIndex(({ path }) => expected.includes(path)) + 1);
    }
  }
  times.sort((a, b) => a - b);
  const mrr = ranks.reduce((sum, rank) => sum + (rank && 1 / rank), 0);
  const result = {
    questions: questions.length,
    passages: written,
    recallAt3: ranks.filter(rank => rank > 0).length / ranks.length,
    mrr: mrr / ranks.length,
    p95Ms: times[Math.floor(times.length * 0.95)],
    indexMs: Math.round(indexMs),
    missed: questions.filter((_, n) => ranks[n] === 0).map(([query]) => query),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

void measure();
