import { ConflictError, InputError } from '@backstage/errors';
import { ByteChange } from '../git/applyChanges';
import { createGitObject } from '../git/gitObjects';
import { TreeListing } from '../git/TreeListing';

/** Checks that paths exist in none of the trees. @throws ConflictError naming the first that does */
export function requireAbsent(trees: TreeListing[], paths: string[]): void {
  const path = paths.find(item => trees.some(tree => tree.get(item)));
  if (path) {
    throw new ConflictError(
      `"${path}" exists already. Choose another name, or change the existing file.`,
    );
  }
}

/** Checks that no changed path is another one on main than on the base. @throws ConflictError naming those that are */
export function requireUnmoved(options: {
  main: TreeListing;
  base: TreeListing;
  baseSha: string;
  changes: ByteChange[];
}): void {
  const { main, base, baseSha, changes } = options;
  const moved = changes
    .map(change => change.path)
    .filter(path => main.get(path)?.sha !== base.get(path)?.sha);
  if (moved.length > 0) {
    throw new ConflictError(
      `${moved
        .map(path => `"${path}"`)
        .join(
          ', ',
        )} changed on main since "${baseSha}". Load it again and repeat the change.`,
    );
  }
}

/** Checks that at least one file would differ. @throws InputError */
export function requireDifference(
  listing: TreeListing,
  changes: ByteChange[],
): void {
  const changed = changes.some(({ path, content }) => {
    const before = listing.get(path)?.sha;
    return content === null
      ? before !== undefined
      : before !== createGitObject('blob', content).sha;
  });
  if (!changed) {
    throw new InputError(
      'The change is empty: every file has this content already.',
    );
  }
}

/** Complains about a base that is no commit of main. */
export function toForeignBaseError(baseSha: string): ConflictError {
  return new ConflictError(
    `The commit "${baseSha}" is not part of main. Make the change on a commit of main.`,
  );
}
