import { InputError } from '@backstage/errors';

const MAX_TITLE = 200;
const MAX_BODY = 65_536;

// Marks that turn the reading direction can make a title show other words than it holds (Unicode TR36).
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Cleans a title: one line, no control characters.
 * @throws InputError when it holds a line break, is empty or is longer than 200 characters.
 */
export function parseTitle(text: string): string {
  if (/[\r\n\u0085\u2028\u2029]/u.test(text)) {
    throw new InputError(
      'The title of a proposal is one line. Put the rest into its body.',
    );
  }
  const title = text
    .toWellFormed()
    .replace(/\p{Cc}/gu, '')
    .replace(DIRECTION_MARKS, '')
    .trim();
  if (title === '' || title.length > MAX_TITLE) {
    throw new InputError(
      `The title of a proposal has 1 to ${MAX_TITLE} characters; this one has ${title.length}.`,
    );
  }
  return title;
}

/**
 * Cleans a body, comment or reason: line breaks and tabs stay, other control characters go.
 * @throws InputError when it is longer than 65,536 characters.
 */
export function parseBody(text: string): string {
  const body = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '');
  if (body.length > MAX_BODY) {
    throw new InputError(
      `A text has at most ${MAX_BODY} characters; this one has ${body.length}. Shorten it.`,
    );
  }
  return body;
}
