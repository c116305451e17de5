import { readdir, stat, unlink } from 'fs/promises';
import { join } from 'path';
import { setTimeout as delay } from 'timers/promises';
import { hasErrorCode } from './hasErrorCode';

// A Git that outlives its killed parent ends within milliseconds; a lock this old belongs to nobody.
const STALE_AFTER_MS = 1_000;

/**
 * Removes the lock files that a killed Git left on the refs that only this package writes.
 *
 * @remarks
 * MUST be called under the writers' mutex. Waits for a young lock to go or to grow old, as a Git whose parent was
 * killed may still be running.
 */
export async function removeStaleLocks(directory: string): Promise<void> {
  const locks = [
    join(directory, 'HEAD.lock'),
    join(directory, 'packed-refs.lock'),
    join(directory, 'refs/heads/main.lock'),
    ...(await findLocks(join(directory, 'refs/heads/zt'))),
    ...(await findLocks(join(directory, 'refs/zt'))),
  ];
  for (const lock of locks) {
    await removeWhenOld(lock);
  }
}

async function removeWhenOld(lock: string): Promise<void> {
  for (;;) {
    const found = await ifExists(stat(lock));
    if (!found) return;
    const ageMs = Date.now() - found.mtimeMs;
    if (ageMs >= STALE_AFTER_MS) {
      await ifExists(unlink(lock));
      return;
    }
    await delay(50);
  }
}

async function findLocks(folder: string): Promise<string[]> {
  const entries = await ifExists(
    readdir(folder, { withFileTypes: true, recursive: true }),
  );
  return (entries ?? [])
    .filter(entry => entry.isFile() && entry.name.endsWith('.lock'))
    .map(entry => join(entry.parentPath, entry.name));
}

async function ifExists<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
    throw error;
  }
}
