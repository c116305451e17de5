import { posix } from 'node:path';
import { isObject, listAt, stringAt, valueAt } from '@zerotouch/compositions';
import { globPattern } from './globPattern';
import { Manifest } from './readDocuments';
import { Repository } from './Repository';
import type { WalkProblem } from './walkApplications';

/**
 * Makes the Applications of an ApplicationSet as Argo CD would, for the Git directory generator.
 *
 * @returns One Application a folder; a generator of another kind is a problem of severity `skipped`.
 */
export function expandApplicationSet(
  set: Manifest,
  repository: Repository,
): { applications: Manifest[]; problems: WalkProblem[] } {
  const applications: Manifest[] = [];
  const problems: WalkProblem[] = [];
  listAt(set.object, 'spec', 'generators').forEach((generator, index) => {
    const directories = listAt(generator, 'git', 'directories');
    if (directories.length === 0) {
      problems.push({
        severity: 'skipped',
        path: set.path,
        ...set.locate(`/spec/generators/${index}`),
        message: `"${set.name}" has a generator that is not followed; only folders of a Git repository are.`,
      });
      return;
    }
    const folders = foldersOf(repository, directories);
    if (folders.length === 0) {
      problems.push({
        severity: 'error',
        path: set.path,
        ...set.locate(`/spec/generators/${index}/git/directories`),
        message: `"${set.name}" makes Applications of folders, but no folder matches.`,
      });
    }
    applications.push(...folders.map(folder => toApplication(set, folder)));
  });
  return { applications, problems };
}

function foldersOf(repository: Repository, directories: unknown[]): string[] {
  const all = new Set<string>();
  for (const { path } of repository.files) {
    for (
      let folder = posix.dirname(path);
      folder !== '.';
      folder = posix.dirname(folder)
    ) {
      all.add(folder);
    }
  }
  const patterns = directories.map(directory => ({
    pattern: globPattern(stringAt(directory, 'path') ?? '', 'one-folder'),
    exclude: valueAt(directory, 'exclude') === true,
  }));
  const matches = (folder: string, exclude: boolean) =>
    patterns.some(
      item => item.exclude === exclude && item.pattern.test(folder),
    );
  return [...all]
    .filter(folder => matches(folder, false) && !matches(folder, true))
    .sort();
}

function toApplication(set: Manifest, folder: string): Manifest {
  const replaceIn = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value
        .replace(/\{\{\s*\.?path\.basename\s*\}\}/g, posix.basename(folder))
        .replace(/\{\{\s*\.?path(\.path)?\s*\}\}/g, folder);
    }
    if (Array.isArray(value)) {
      return value.map(replaceIn);
    }
    return isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([key, item]) => [key, replaceIn(item)]),
        )
      : value;
  };
  const metadata = replaceIn(
    valueAt(set.object, 'spec', 'template', 'metadata'),
  );
  const object = {
    apiVersion: set.apiVersion,
    kind: 'Application',
    metadata: {
      namespace: stringAt(set.object, 'metadata', 'namespace'),
      ...(isObject(metadata) ? metadata : {}),
    },
    spec: replaceIn(valueAt(set.object, 'spec', 'template', 'spec')),
  };
  return {
    path: set.path,
    object,
    apiVersion: set.apiVersion,
    kind: 'Application',
    name: stringAt(object, 'metadata', 'name') ?? '',
    locate: pointer => set.locate(`/spec/template${pointer}`),
  };
}
