import { join } from 'node:path';
import { GoModules } from '../schemas/GoModules';
import { findRoot } from '../tree/findRoot';
import { readWorkTree } from '../tree/readWorkTree';
import { crosscheck } from './crosscheck';

const cacheDir = process.env.ZT_CACHE_DIR ?? join(process.cwd(), '.zerotouch');
const print = (text: string) => process.stdout.write(`${text}\n`);

/** Prints what the programs of others say; ends with code 1 when they disagree, with 4 when they cannot be had. */
async function main(): Promise<number> {
  const result = await crosscheck({
    repository: readWorkTree(findRoot(process.cwd())),
    modules: GoModules.create({ env: process.env }),
    cacheDir,
    env: process.env,
    log: print,
  });
  if ('reason' in result) {
    print(`Skipped: ${result.reason}.`);
    return 4;
  }
  [...result.problems, ...result.lines].forEach(print);
  return result.problems.length > 0 ? 1 : 0;
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 3;
  },
);
