import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { ContentChange } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { readContents } from '../platform/PlatformReader';

/**
 * Computes the change that takes a merge back from main.
 *
 * @returns The commit of main that the change is made on, and the changes.
 * @throws ConflictError when main changed one of the files since, or has none of the change any more.
 * @throws InputError when a file is not text.
 */
export async function revertChanges(options: {
  forge: GitForge;
  number: number;
  mergeSha: string;
}): Promise<{ baseSha: string; changes: ContentChange[] }> {
  const { forge, number, mergeSha } = options;
  const parentSha = await getFirstParent(forge, mergeSha);
  const paths = await forge.listChangedPaths({
    baseSha: parentSha,
    headSha: mergeSha,
  });
  const baseSha = await forge.getHead();
  const [before, merged, now] = await Promise.all(
    [parentSha, mergeSha, baseSha].map(ref => readContents(forge, ref, paths)),
  );
  const moved = paths.filter(
    path =>
      now.get(path) !== merged.get(path) && now.get(path) !== before.get(path),
  );
  if (moved.length > 0) {
    throw new ConflictError(
      `Proposal ${number} cannot be taken back by itself, because main changed ${quoted(
        moved,
      )} since; propose the change you want instead`,
    );
  }
  const changes = paths
    .filter(path => now.get(path) !== before.get(path))
    .map(path => ({ path, content: before.get(path) ?? null }));
  if (changes.length === 0) {
    throw new ConflictError(
      `Nothing of proposal ${number} is left on main; there is nothing to take back`,
    );
  }
  const binary = changes.filter(change => change.content?.includes('\uFFFD'));
  if (binary.length > 0) {
    throw new InputError(
      `Proposal ${number} changed ${quoted(
        binary.map(change => change.path),
      )}, which is not text; take it back with Git`,
    );
  }
  return { baseSha, changes };
}

async function getFirstParent(forge: GitForge, sha: string): Promise<string> {
  const { items } = await forge.listCommits({ ref: sha, limit: 2 });
  const parent = items.at(1);
  if (!parent) {
    throw new NotFoundError(`Commit "${sha}" has no parent to go back to`);
  }
  return parent.sha;
}

function quoted(paths: string[]): string {
  return paths.map(path => `"${path}"`).join(', ');
}
