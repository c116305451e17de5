import type { FileChange } from '@zerotouch/plugin-gitops-common';

/** A file with more lines than this starts folded. */
export const FOLD_ABOVE_LINES = 400;
/** Once so many lines are open, the files that follow start folded; no more than this is drawn unasked. */
export const MAX_LINES_UNASKED = 3_000;

/** How one file of a change is first shown. */
export interface FilePlan {
  file: FileChange;
  /** Lines of the patch, context included; 0 without one. */
  lines: number;
  startsOpen: boolean;
}

/** Decides which files of a change are drawn at once and which wait until they are asked for. */
export function planDiff(files: FileChange[]): FilePlan[] {
  let open = 0;
  return files.map(file => {
    const lines = file.patch ? file.patch.split('\n').length : 0;
    const startsOpen =
      lines <= FOLD_ABOVE_LINES && open + lines <= MAX_LINES_UNASKED;
    if (startsOpen) open += lines;
    return { file, lines, startsOpen };
  });
}
