import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { READ_FOLDERS, Repository, isRead } from './Repository';

/**
 * Reads the platform repository from a folder.
 *
 * @param root - The top of the repository.
 */
export function readWorkTree(root: string): Repository {
  const paths = [
    ...readdirSync(root, { withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => entry.name),
    ...READ_FOLDERS.flatMap(folder => listFiles(root, folder)),
  ];
  return {
    name: root,
    files: paths
      .filter(isRead)
      .sort()
      .map(path => ({ path, content: readFileSync(join(root, path), 'utf8') })),
    exists: path => existsSync(join(root, path)),
  };
}

function listFiles(root: string, folder: string): string[] {
  const dir = join(root, folder);
  if (!existsSync(dir)) {
    return [];
  }
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(root, join(entry.parentPath, entry.name)))
    .map(path => path.split(sep).join('/'));
}
