import { InputError } from '@backstage/errors';
import { MAX_ATTACHMENT_LENGTH } from '@zerotouch/plugin-kagent-common';

/** How many replaced characters a text may hold, one in so many, before it counts as no text. */
const MAX_REPLACED_SHARE = 50;

/**
 * Cuts a text at the longest that an attachment may be, and says so in its last line.
 *
 * @throws InputError when it is no text.
 */
export function limitText(text: string, options: { title: string }): string {
  const replaced = text.split('\uFFFD').length - 1;
  if (text.includes('\0') || replaced * MAX_REPLACED_SHARE > text.length) {
    throw new InputError(
      `"${options.title}" is no text; attach a text, such as a log or a file of code.`,
    );
  }
  if (text.length <= MAX_ATTACHMENT_LENGTH) return text;
  const line = `\n[cut here: the first ${MAX_ATTACHMENT_LENGTH} of ${text.length} characters]`;
  let end = MAX_ATTACHMENT_LENGTH - line.length;
  if (isHighSurrogate(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end) + line;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}
