import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import { GitCommand } from '../git/GitCommand';

/** The outcome of a merge in memory. `treeSha` holds conflict marks when there are conflicts. */
export interface MergedTree {
  treeSha: string;
  /** Paths that conflict, sorted, each once. */
  conflicts: string[];
}

/**
 * Merges two commits without a work tree.
 *
 * @param options.dryRun - Writes the resulting objects to a throw-away place; `treeSha` does not exist afterwards.
 */
export async function mergeTrees(
  git: GitCommand,
  options: { a: string; b: string; dryRun?: boolean },
): Promise<MergedTree> {
  if (!options.dryRun) return run(git, options, {});
  const scratch = await mkdtemp(join(tmpdir(), 'zt-merge-'));
  try {
    return await run(git, options, {
      GIT_OBJECT_DIRECTORY: scratch,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: join(git.directory, 'objects'),
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function run(
  git: GitCommand,
  { a, b }: { a: string; b: string },
  env: Record<string, string>,
): Promise<MergedTree> {
  const { stdout, code } = await git.run(
    [
      'merge-tree',
      '--write-tree',
      '--name-only',
      '--no-messages',
      '--allow-unrelated-histories',
      '-z',
      a,
      b,
    ],
    { okCodes: [0, 1], env },
  );
  const [treeSha = '', ...paths] = stdout
    .toString('utf8')
    .split('\0')
    .filter(Boolean);
  return {
    treeSha,
    conflicts: code === 0 ? [] : [...new Set(paths)].sort(),
  };
}
