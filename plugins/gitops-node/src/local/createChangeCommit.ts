import { ByteChange, applyChanges } from '../git/applyChanges';
import {
  CommitSignature,
  GitObject,
  createCommitObject,
} from '../git/gitObjects';
import { GitObjectStore } from '../git/GitObjectStore';
import { requireDifference } from '../proposals/baseChecks';

/** A commit that is not written yet, with the trees and blobs it needs. */
export interface NewCommit {
  head: GitObject;
  treeSha: string;
  objects: GitObject[];
}

/**
 * Makes a commit of changes on top of another one, in memory.
 * @throws InputError when no file would differ.
 */
export async function createChangeCommit(
  store: GitObjectStore,
  options: {
    parentSha: string;
    changes: ByteChange[];
    title: string;
    signature: CommitSignature;
  },
): Promise<NewCommit> {
  const { parentSha, changes, signature } = options;
  const listing = await store.listTree(parentSha);
  const { treeSha, objects } = applyChanges(listing, changes);
  requireDifference(listing, changes);
  const head = createCommitObject({
    tree: treeSha,
    parents: [parentSha],
    author: signature,
    committer: signature,
    message: `${options.title}\n`,
  });
  return { head, treeSha, objects };
}
