import { ByteChange, applyChanges } from '../git/applyChanges';
import { GitObject } from '../git/gitObjects';
import { GitObjectStore } from '../git/GitObjectStore';

/** Settles conflicts of a merge by taking whole files of our side, also where our side has none. */
export async function keepOurs(
  objects: GitObjectStore,
  options: { mergedSha: string; oursSha: string; paths: string[] },
): Promise<{ treeSha: string; objects: GitObject[] }> {
  const merged = await objects.listTree(options.mergedSha);
  const ours = await objects.listTree(options.oursSha);
  const entries = options.paths.map(path => {
    const entry = ours.get(path);
    return { path, entry: entry?.type === 'blob' ? entry : undefined };
  });
  const present = entries.flatMap(({ entry }) => entry ?? []);
  const contents = await objects.readMany(present.map(entry => entry.sha));
  const changes: ByteChange[] = [];
  for (const { path, entry } of entries) {
    const content = entry && contents[present.indexOf(entry)];
    if (content) changes.push({ path, content });
    else if (merged.get(path)?.type === 'blob') {
      changes.push({ path, content: null });
    }
  }
  return applyChanges(merged, changes);
}
