import { readWorkTree } from '../../packages/zt/src/tree/readWorkTree';
import {
  applyDefaults,
  compose,
  readPlatformTree,
} from '../../packages/compositions/src';

const rounds = 3;
const tree = readPlatformTree(readWorkTree(process.argv[2]).files);
const { environment } = tree.environment;
if (!environment) {
  throw new Error('The environment of the generated repository is refused.');
}

/** Prints one JSON line: the median of `compose()` in microseconds by kind, over all claims of a repository. */
const times = new Map<string, number[]>();
for (let round = 0; round < rounds; round += 1) {
  for (const { claim } of tree.claims) {
    const definition = tree.definitions.get(claim.kind);
    if (!definition) {
      throw new Error(`No definition of "${claim.kind}".`);
    }
    const complete = applyDefaults(claim, definition);
    const startedAt = performance.now();
    compose(complete, {}, environment);
    const micros = (performance.now() - startedAt) * 1000;
    times.set(claim.kind, [...(times.get(claim.kind) ?? []), micros]);
  }
}
const medians = [...times].map(([kind, values]) => {
  const sorted = [...values].sort((left, right) => left - right);
  return [kind, Math.round(sorted[Math.floor(sorted.length / 2)])];
});
process.stdout.write(`${JSON.stringify(Object.fromEntries(medians))}\n`);
