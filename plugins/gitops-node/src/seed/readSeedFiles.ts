import { InputError } from '@backstage/errors';
import { PLATFORM_PATHS } from '@zerotouch/plugin-gitops-common';
import { readFile, readdir, realpath, stat } from 'fs/promises';
import { join, resolve, sep } from 'path';
import { hasErrorCode } from '../git/hasErrorCode';

/** What the platform repository is made of; everything else in a checkout is the portal itself. */
export const SEED_PATHS = PLATFORM_PATHS;

/** One file to seed. */
export interface SeedFile {
  /** Relative, with "/" between folders. */
  path: string;
  content: Buffer;
  executable: boolean;
}

/** What a checkout offers. `skipped` names files that were left out, and why. */
export interface SeedSource {
  files: SeedFile[];
  skipped: Array<{ path: string; reason: string }>;
}

const MAX_BYTES = 1_000_000;
const IGNORED = new Set(['.git', 'node_modules', '__pycache__', '.DS_Store']);

/**
 * Reads the platform's files from a directory on disk; Git is not asked, so an unpacked archive serves as well.
 *
 * @remarks Links are read only when they lead to a file inside the directory. Files above 1 MB are left out.
 * @returns Files sorted by path.
 * @throws InputError when the directory holds none of {@link SEED_PATHS}.
 */
export async function readSeedFiles(directory: string): Promise<SeedSource> {
  const root = await findRoot(directory);
  const source: SeedSource = { files: [], skipped: [] };
  const present = new Set(await readdir(root));
  for (const path of SEED_PATHS) {
    if (present.has(path)) await readEntry(root, path, source);
  }
  if (source.files.length === 0) {
    throw new InputError(
      `"${directory}" holds no platform files (${SEED_PATHS.join(
        ', ',
      )}). Point "gitops.forge.local.seedFrom" to a checkout of the platform.`,
    );
  }
  source.files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return source;
}

async function findRoot(directory: string): Promise<string> {
  try {
    return await realpath(resolve(directory));
  } catch (error) {
    throw new InputError(
      `The directory "${directory}" to seed from cannot be read. Correct "gitops.forge.local.seedFrom".`,
      error,
    );
  }
}

async function readEntry(
  root: string,
  path: string,
  source: SeedSource,
): Promise<void> {
  const skip = (reason: string) => {
    source.skipped.push({ path, reason });
  };
  const target = await findTarget(root, path);
  if (!target) return skip('it is a link that leads out of the directory');
  const found = await stat(target);
  if (found.isDirectory()) {
    // A linked folder could contain itself.
    if (target !== join(root, path)) return skip('it is a link to a folder');
    for (const name of await readdir(target)) {
      if (!IGNORED.has(name)) await readEntry(root, `${path}/${name}`, source);
    }
    return undefined;
  }
  if (!found.isFile()) return skip('it is no regular file');
  if (found.size > MAX_BYTES) {
    return skip(`it has ${found.size} bytes, more than ${MAX_BYTES}`);
  }
  source.files.push({
    path,
    content: await readFile(target),
    executable: Math.floor(found.mode / 0o100) % 2 === 1,
  });
  return undefined;
}

async function findTarget(
  root: string,
  path: string,
): Promise<string | undefined> {
  try {
    const target = await realpath(join(root, path));
    return target.startsWith(`${root}${sep}`) ? target : undefined;
  } catch (error) {
    // A link to nothing, or to itself.
    if (hasErrorCode(error, 'ENOENT', 'ELOOP')) return undefined;
    throw error;
  }
}
