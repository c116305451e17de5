import { InputError } from '@backstage/errors';
import { ContentChange } from '@zerotouch/plugin-gitops-common';

/** Most files of a proposal by a tool; what a person can still read. */
export const MAX_TOOL_FILES = 50;
/** Most lines of a proposal by a tool, over all of its files. */
export const MAX_TOOL_LINES = 5_000;

/**
 * Refuses a proposal that nobody would read to its end.
 *
 * @throws InputError that says what the limit is.
 */
export function requireReadable(changes: ContentChange[]): void {
  if (changes.length > MAX_TOOL_FILES) {
    throw new InputError(
      `The proposal changes ${changes.length} files; at most ${MAX_TOOL_FILES} can be reviewed at once. Make several proposals of it`,
    );
  }
  const lines = changes
    .map(({ content }) => content?.split('\n').length ?? 0)
    .reduce((sum, count) => sum + count, 0);
  if (lines > MAX_TOOL_LINES) {
    throw new InputError(
      `The proposal has ${lines} lines; at most ${MAX_TOOL_LINES} can be reviewed at once. Make several proposals of it`,
    );
  }
}
