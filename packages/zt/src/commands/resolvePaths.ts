import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from '../UsageError';

/** A path that a person gave. */
export interface GivenPath {
  /** As it was given. */
  given: string;
  absolute: string;
  /** Path in the repository; undefined outside of it. The top itself is the empty text. */
  inRepository?: string;
  isFolder: boolean;
}

/**
 * Finds the files and folders that a person named.
 *
 * @throws {@link UsageError} if one of them does not exist.
 */
export function resolvePaths(options: {
  paths: string[];
  cwd: string;
  root: string;
}): GivenPath[] {
  const { paths, cwd, root } = options;
  return paths.map(given => {
    const absolute = resolve(cwd, given);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (!stats) {
      throw new UsageError(
        `There is no file or folder "${given}" in "${cwd}"; check the path.`,
      );
    }
    const path = relative(root, absolute).split(sep).join('/');
    return {
      given,
      absolute,
      inRepository: path === '..' || path.startsWith('../') ? undefined : path,
      isFolder: stats.isDirectory(),
    };
  });
}
