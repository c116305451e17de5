import { spawnSync } from 'node:child_process';
import { UsageError } from '../UsageError';

const MAX_BYTES = 512 * 1024 * 1024;

/**
 * Runs a Git command that only reads.
 *
 * @throws {@link UsageError} if Git is missing or refuses, with its first line.
 */
export function readGit(root: string, args: string[], input?: string): Buffer {
  const result = spawnSync('git', ['-C', root, ...args], {
    input,
    maxBuffer: MAX_BYTES,
  });
  if (result.error) {
    throw new UsageError(
      `Git could not be run (${result.error.message}); install it, or leave the revision out.`,
    );
  }
  if (result.status !== 0) {
    const [reason] = result.stderr.toString().trim().split('\n');
    throw new UsageError(`git ${args[0]} failed: ${reason}`);
  }
  return result.stdout;
}
