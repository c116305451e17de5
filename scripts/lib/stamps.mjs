import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  lstatSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Hashes names and contents of files and folders; what does not exist counts as such. Build results are passed over. */
export function hashFiles(rootDir, paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of [...paths].sort()) addPath(join(rootDir, path));
  return hash.digest('hex');

  function addPath(path) {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    const name = relative(rootDir, path);
    if (!stat) {
      hash.update(`${name}\0absent\0`);
    } else if (stat.isDirectory()) {
      for (const entry of readdirSync(path).sort()) {
        if (
          entry !== 'node_modules' &&
          entry !== 'dist' &&
          entry !== 'coverage'
        ) {
          addPath(join(path, entry));
        }
      }
    } else if (stat.isFile()) {
      hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
    }
  }
}

/** Runs `work` unless the stamp file holds `value`; writes the stamp when the work ends well. Returns whether it ran. */
export async function unlessStamped(stampFile, value, work) {
  if (readStamp(stampFile) === value) return false;
  rmSync(stampFile, { force: true });
  await work();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, value);
  return true;
}

function readStamp(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
