import { CheckContext } from '../checks/Check';
import { readContext } from '../checks/readContext';
import { ModuleSource } from '../schemas/GoModules';
import { findRoot } from '../tree/findRoot';
import { Repository } from '../tree/Repository';
import { readWorkTree } from '../tree/readWorkTree';

/** The top of this checkout, whose platform repository the tests start from. */
export const repositoryRoot = findRoot(process.cwd());

/** A machine without Go. */
export const noModules: ModuleSource = {
  download: async () => ({ reason: 'Go is not installed' }),
};

const real = readWorkTree(repositoryRoot);

/** The text of a file of this checkout. */
export function contentOf(path: string): string {
  const file = real.files.find(item => item.path === path);
  if (!file) {
    throw new Error(`This checkout has no "${path}".`);
  }
  return file.content;
}

/**
 * The platform repository of this checkout with some files changed.
 *
 * @param changes - New contents by path; undefined takes a file away.
 */
export function createRepository(
  changes: Record<string, string | undefined> = {},
): Repository {
  return {
    name: 'test',
    files: [
      ...real.files.filter(({ path }) => !(path in changes)),
      ...Object.entries(changes).flatMap(([path, content]) =>
        content === undefined ? [] : [{ path, content }],
      ),
    ].sort((left, right) => (left.path < right.path ? -1 : 1)),
    exists: path =>
      path in changes ? changes[path] !== undefined : real.exists(path),
  };
}

/** What the checks look at, in a changed repository. */
export function createContext(
  changes: Record<string, string | undefined> = {},
  modules: ModuleSource = noModules,
  cacheDir = '/nowhere',
): Promise<CheckContext> {
  return readContext({
    repository: createRepository(changes),
    schemas: { modules, cacheDir },
  });
}

/** A file of this checkout with one text in it replaced; the text must be there. */
export function replaceIn(path: string, from: string | RegExp, to: string) {
  const content = contentOf(path);
  if (content.replace(from, to) === content) {
    throw new Error(`"${path}" does not hold "${from}".`);
  }
  return { [path]: content.replace(from, to) };
}
