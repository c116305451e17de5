import type { FileChange } from '@zerotouch/plugin-gitops-common';

/** Lists the paths whose change differs between two versions of a proposal, sorted. */
export function changedPaths(
  before: FileChange[],
  after: FileChange[],
): string[] {
  const toKey = (file: FileChange) =>
    JSON.stringify([file.status, file.previousPath, file.patch]);
  const old = new Map(before.map(file => [file.path, toKey(file)]));
  const current = new Map(after.map(file => [file.path, toKey(file)]));
  return [...new Set([...old.keys(), ...current.keys()])]
    .filter(path => old.get(path) !== current.get(path))
    .sort();
}
