import { type HunkData, parseDiff } from 'react-diff-view';

/**
 * Parses the hunks of one file's unified diff.
 *
 * @param patch - Hunks, with or without the header lines of Git before them.
 * @returns The hunks; none when the text holds none.
 */
export function parsePatch(patch: string): HunkData[] {
  const start = /^@@ /m.exec(patch)?.index;
  if (start === undefined) return [];
  const [file] = parseDiff(
    `diff --git a/file b/file\n--- a/file\n+++ b/file\n${patch.slice(start)}`,
    { nearbySequences: 'zip' },
  );
  return file?.hunks ?? [];
}
