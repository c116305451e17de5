import { InputError } from '@backstage/errors';
import {
  GitObject,
  TreeLine,
  createGitObject,
  createTreeObject,
} from './gitObjects';
import { TreeEntry, TreeListing } from './TreeListing';

/** New bytes for a path; `null` removes it. `mode` defaults to the one it has, else a plain file. */
export interface ByteChange {
  path: string;
  content: Buffer | null;
  mode?: '100644' | '100755';
}

/** What a set of changes makes of a tree. `objects` are the new trees and blobs, children first. */
export interface ChangedTree {
  treeSha: string;
  objects: GitObject[];
}

interface Leaf {
  change: ByteChange;
  segments: string[];
}

/**
 * Applies changes to a tree, in memory.
 *
 * @throws InputError when a path is named twice, a removed path does not exist, or a file would be a folder as well.
 */
export function applyChanges(
  listing: TreeListing,
  changes: ByteChange[],
): ChangedTree {
  const seen = new Set<string>();
  for (const { path } of changes) {
    if (seen.has(path)) {
      throw new InputError(
        `The change names "${path}" twice. Name each path once.`,
      );
    }
    seen.add(path);
  }
  const objects = new Map<string, GitObject>();
  const treeSha = buildFolder({
    listing,
    folder: '',
    leaves: changes.map(change => ({
      change,
      segments: change.path.split('/'),
    })),
    objects,
  });
  return {
    treeSha: treeSha ?? keep(objects, createTreeObject([])).sha,
    objects: [...objects.values()],
  };
}

function buildFolder(options: {
  listing: TreeListing;
  folder: string;
  leaves: Leaf[];
  objects: Map<string, GitObject>;
}): string | undefined {
  const { listing, folder, leaves, objects } = options;
  const lines = new Map<string, TreeLine & { entry?: TreeEntry }>();
  for (const entry of listing.children(folder)) {
    lines.set(entry.name.toString('latin1'), {
      mode: entry.mode,
      name: entry.name,
      sha: entry.sha,
      entry,
    });
  }
  const keyOf = (segment: string) =>
    Buffer.from(segment, 'utf8').toString('latin1');

  const here = leaves.filter(leaf => leaf.segments.length === 1);
  for (const { change, segments } of here) {
    const [segment = ''] = segments;
    if (change.content !== null) continue;
    const line = lines.get(keyOf(segment));
    if (!line || line.mode === '40000') {
      throw new InputError(
        `"${change.path}" cannot be removed: there is no such file.`,
      );
    }
    lines.delete(keyOf(segment));
  }
  for (const [segment, inside] of groupByFirst(leaves)) {
    const path = folder ? `${folder}/${segment}` : segment;
    const line = lines.get(keyOf(segment));
    if (line && line.mode !== '40000') {
      throw new InputError(
        `"${inside[0]?.change.path}" cannot be written: "${path}" is a file.`,
      );
    }
    const sha = buildFolder({ ...options, folder: path, leaves: inside });
    if (sha === undefined) lines.delete(keyOf(segment));
    else
      lines.set(keyOf(segment), {
        mode: '40000',
        name: Buffer.from(segment, 'utf8'),
        sha,
      });
  }
  for (const { change, segments } of here) {
    const [segment = ''] = segments;
    if (change.content === null) continue;
    const line = lines.get(keyOf(segment));
    if (line?.mode === '40000') {
      throw new InputError(
        `"${change.path}" cannot be written: it is a folder.`,
      );
    }
    const blob = keep(objects, createGitObject('blob', change.content));
    const kept = line?.mode === '100755' ? '100755' : '100644';
    lines.set(keyOf(segment), {
      mode: change.mode ?? kept,
      name: Buffer.from(segment, 'utf8'),
      sha: blob.sha,
    });
  }
  if (lines.size === 0) return undefined;
  return keep(objects, createTreeObject([...lines.values()])).sha;
}

function groupByFirst(leaves: Leaf[]): Map<string, Leaf[]> {
  const groups = new Map<string, Leaf[]>();
  for (const { change, segments } of leaves) {
    const [first = '', ...rest] = segments;
    if (rest.length === 0) continue;
    const group = groups.get(first) ?? [];
    group.push({ change, segments: rest });
    groups.set(first, group);
  }
  return groups;
}

function keep(objects: Map<string, GitObject>, object: GitObject): GitObject {
  objects.set(object.sha, object);
  return object;
}
