import {
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readPlatformTree } from '@zerotouch/compositions';
import { Engine, currentEngine } from '../render/composeClaims';
import { readFolderAt } from '../tree/readRevision';

const SOURCES = 'packages/compositions/src';

/** The engine of a revision, with what it reads the repository with. */
export interface RevisionEngine extends Engine {
  readPlatformTree: typeof readPlatformTree;
  /** Whether it is the code of that revision; false when the revision has none and the current code stands in. */
  own: boolean;
}

const current: RevisionEngine = {
  ...currentEngine,
  readPlatformTree,
  own: false,
};

/**
 * Loads the compositions as they were at a commit, so that a change of the code shows in the preview like a change of a claim.
 *
 * @param options.cacheDir - Must lie inside the checkout, since the old code finds its packages from there.
 */
export function loadEngine(options: {
  root: string;
  sha: string;
  cacheDir: string;
}): RevisionEngine {
  const { root, sha, cacheDir } = options;
  const files = readFolderAt(root, sha, SOURCES).filter(
    ({ path }) => !/\.test\.ts$|__testing__|\/goldens\//.test(path),
  );
  if (!files.some(({ path }) => path === `${SOURCES}/index.ts`)) {
    return current;
  }
  const folder = join(cacheDir, sha);
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`;
    for (const { path, content } of files) {
      const file = join(draft, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  }
  const load = createRequire(join(folder, SOURCES, 'index.ts'));
  const engine: Partial<Omit<RevisionEngine, 'own'>> = load('./index.ts');
  const { compose, validateParsedClaim, readPlatformTree: read } = engine;
  return compose && validateParsedClaim && read
    ? { compose, validateParsedClaim, readPlatformTree: read, own: true }
    : current;
}
