import { posix } from 'node:path';
import { RepositoryFile } from '@zerotouch/compositions';
import { UsageError } from '../UsageError';
import { readGit } from './git';
import { Repository, isRead } from './Repository';

/** The platform repository at one commit. */
export interface Revision extends Repository {
  /** 40 hex digits. */
  sha: string;
}

/**
 * Reads the platform repository at a revision, without touching the work tree.
 *
 * @param root - The top of the platform repository; it may be a folder inside a larger Git repository.
 * @param revision - What Git understands: a branch, a tag, a SHA, `HEAD~1`.
 * @throws {@link UsageError} if Git does not know the revision.
 */
export function readRevision(root: string, revision: string): Revision {
  const sha = resolveRevision(root, revision);
  const listed = readGit(root, ['ls-tree', '-r', '-z', '--name-only', sha]);
  const paths = listed.toString().split('\0').filter(Boolean);
  const known = new Set(paths.flatMap(withParents));
  return {
    name: revision,
    sha,
    files: readBlobs(root, sha, paths.filter(isRead).sort()),
    exists: path => known.has(path.replace(/\/$/, '')),
  };
}

/** Reads the files below a folder at a commit, as they were. */
export function readFolderAt(
  root: string,
  sha: string,
  folder: string,
): RepositoryFile[] {
  const listed = readGit(root, [
    'ls-tree',
    '-r',
    '-z',
    '--name-only',
    sha,
    '--',
    folder,
  ]);
  return readBlobs(root, sha, listed.toString().split('\0').filter(Boolean));
}

function resolveRevision(root: string, revision: string): string {
  try {
    return readGit(root, [
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ])
      .toString()
      .trim();
  } catch (error) {
    throw new UsageError(
      `Git knows no revision "${revision}" in "${root}". Name a branch, a tag or a commit; in a shallow clone, fetch it first.`,
      { cause: error },
    );
  }
}

/** Reads blobs through one `git cat-file --batch`; names with line ends cannot be asked for and are left out. */
function readBlobs(
  root: string,
  sha: string,
  paths: string[],
): RepositoryFile[] {
  const prefix = readGit(root, ['rev-parse', '--show-prefix'])
    .toString()
    .trim();
  const asked = paths.filter(path => !path.includes('\n'));
  if (asked.length === 0) {
    return [];
  }
  const output = readGit(
    root,
    ['cat-file', '--batch'],
    asked.map(path => `${sha}:${prefix}${path}\n`).join(''),
  );
  const files: RepositoryFile[] = [];
  let offset = 0;
  for (const path of asked) {
    const end = output.indexOf(10, offset);
    const header = output.subarray(offset, end).toString();
    const size = / blob (\d+)$/.exec(header)?.[1];
    offset = end + 1;
    if (size !== undefined) {
      const content = output.subarray(offset, offset + Number(size));
      files.push({ path, content: content.toString() });
      offset += Number(size) + 1;
    }
  }
  return files;
}

function withParents(path: string): string[] {
  const parents = [path];
  for (
    let parent = posix.dirname(path);
    parent !== '.';
    parent = posix.dirname(parent)
  ) {
    parents.push(parent);
  }
  return parents;
}
