import { InputError } from '@backstage/errors';
import { ContentChange } from '@zerotouch/plugin-gitops-common';
import { ByteChange } from '../git/applyChanges';

const MAX_PATH = 512;
const MAX_CONTENT = 1_000_000;

/**
 * Checks a path of the repository.
 *
 * @remarks Stricter than Git: what a checkout on any system could turn into another file is refused.
 * @throws InputError when it could leave the repository or reach into `.git`.
 */
export function parsePath(path: string): string {
  const refuse = (why: string) =>
    new InputError(
      `"${path.replace(
        /\p{Cc}/gu,
        '?',
      )}" is not a path of the repository: ${why}.`,
    );
  if (path === '' || path.length > MAX_PATH) {
    throw refuse(`it has 1 to ${MAX_PATH} characters`);
  }
  if (/\p{Cc}/u.test(path) || !path.isWellFormed()) {
    throw refuse('it holds control characters');
  }
  if (path.includes('\\')) throw refuse('folders are parted by "/"');
  for (const segment of path.split('/')) {
    if (segment === '') throw refuse('it has an empty part');
    if (segment === '.' || segment === '..') {
      throw refuse(`it holds "${segment}"`);
    }
    if (/^(\.git|git~\d+)[. ]*$/i.test(segment.normalize('NFKC'))) {
      throw refuse('it reaches into ".git"');
    }
  }
  return path;
}

/** Turns changes of texts into changes of bytes. @throws InputError on a bad path or a content above 1,000,000 characters. */
export function parseContentChanges(changes: ContentChange[]): ByteChange[] {
  if (changes.length === 0) {
    throw new InputError('The change is empty. Change at least one file.');
  }
  return changes.map(({ path, content }) => {
    if (content !== null && content.length > MAX_CONTENT) {
      throw new InputError(
        `"${path}" has ${content.length} characters; a file has at most ${MAX_CONTENT}.`,
      );
    }
    return {
      path: parsePath(path),
      content: content === null ? null : Buffer.from(content, 'utf8'),
    };
  });
}
