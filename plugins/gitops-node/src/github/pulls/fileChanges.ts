import { FileChange } from '@zerotouch/plugin-gitops-common';
import { TreeListing } from '../../git/TreeListing';

const MAX_PATCH_BYTES = 200_000;

/** A changed file as GitHub lists it. */
export interface GitHubFile {
  filename: string;
  previous_filename?: string;
  status: string;
  additions: number;
  deletions: number;
  patch?: string;
}

/** Turns changed files of GitHub into ours, sorted by path. Its patches come without the last line break. */
export function toFileChanges(files: GitHubFile[]): FileChange[] {
  return files
    .filter(file => file.status !== 'unchanged')
    .map(file => {
      const patch = file.patch ? `${file.patch.replace(/\n$/, '')}\n` : '';
      const shown = patch !== '' && Buffer.byteLength(patch) <= MAX_PATCH_BYTES;
      return {
        path: file.filename,
        ...(file.status === 'renamed' && file.previous_filename
          ? { previousPath: file.previous_filename }
          : {}),
        status: toStatus(file.status),
        additions: file.additions,
        deletions: file.deletions,
        ...(shown ? { patch } : {}),
      };
    })
    .sort((a, b) => compare(a.path, b.path));
}

/** Lists every path that differs between two trees, sorted. */
export function listDifferingPaths(
  before: TreeListing,
  after: TreeListing,
): string[] {
  const shas = (listing: TreeListing) =>
    new Map(
      listing
        .entries()
        .flatMap(entry =>
          entry.type === 'tree'
            ? []
            : [[entry.path, `${entry.mode} ${entry.sha}`] as const],
        ),
    );
  const old = shas(before);
  const paths: string[] = [];
  for (const [path, sha] of shas(after)) {
    if (old.get(path) !== sha) paths.push(path);
    old.delete(path);
  }
  return [...paths, ...old.keys()].sort(compare);
}

/** Shows differing paths without their lines, for a change with more files than GitHub lists. */
export function toBareChanges(
  before: TreeListing,
  after: TreeListing,
): FileChange[] {
  return listDifferingPaths(before, after).map(path => ({
    path,
    status: toPresence(Boolean(before.get(path)), Boolean(after.get(path))),
    additions: 0,
    deletions: 0,
  }));
}

function toPresence(before: boolean, after: boolean): FileChange['status'] {
  if (!before) return 'added';
  return after ? 'modified' : 'removed';
}

function toStatus(status: string): FileChange['status'] {
  switch (status) {
    case 'added':
    case 'copied':
      return 'added';
    case 'removed':
      return 'removed';
    case 'renamed':
      return 'renamed';
    default:
      return 'modified';
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
