import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ENVIRONMENT_PATH } from '@zerotouch/compositions';
import { UsageError } from '../UsageError';

/**
 * Finds the top of the platform repository: the nearest folder at or above `start` that holds `platform/cluster.yaml`.
 *
 * @param given - A folder that the person named; it is believed, and must hold the file.
 * @throws {@link UsageError} if there is none.
 */
export function findRoot(start: string, given?: string): string {
  if (given !== undefined) {
    const root = resolve(start, given);
    if (!existsSync(join(root, ENVIRONMENT_PATH))) {
      throw new UsageError(
        `"${given}" is no platform repository: it has no "${ENVIRONMENT_PATH}". Name its top folder.`,
      );
    }
    return root;
  }
  let folder = resolve(start);
  while (!existsSync(join(folder, ENVIRONMENT_PATH))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new UsageError(
        `There is no "${ENVIRONMENT_PATH}" in "${start}" or above it. Run the command in a platform repository, or name one with --root.`,
      );
    }
    folder = parent;
  }
  return folder;
}
