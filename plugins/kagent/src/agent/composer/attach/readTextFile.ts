import { InputError } from '@backstage/errors';
import {
  type AttachmentRequest,
  MAX_ATTACHMENT_LENGTH,
} from '@zerotouch/plugin-kagent-common';

/** What a file may be called to be attached: it is text, and an agent can read it. */
export const TEXT_FILE_ENDINGS = [
  '.txt',
  '.log',
  '.md',
  '.yaml',
  '.yml',
  '.json',
  '.jsonl',
  '.csv',
  '.toml',
  '.ini',
  '.conf',
  '.properties',
  '.xml',
  '.sql',
  '.sh',
  '.ts',
  '.tsx',
  '.js',
  '.py',
  '.go',
  '.rs',
  '.java',
  '.tf',
  '.diff',
  '.patch',
];

/** Largest file that is read at all, in bytes. */
const MAX_BYTES = 5 * 1024 * 1024;
/** Room for the line that says what was cut. */
const NOTE_LENGTH = 200;

/**
 * Reads a file that a person chose as an attachment.
 *
 * @throws InputError when it is not text, empty or too large.
 */
export async function readTextFile(file: File): Promise<AttachmentRequest> {
  const name = file.name.toLowerCase();
  if (!TEXT_FILE_ENDINGS.some(ending => name.endsWith(ending))) {
    throw new InputError(
      'Only text can be attached, as a log, YAML or Markdown. Paste the part of it that matters as text.',
    );
  }
  if (file.size > MAX_BYTES) {
    throw new InputError(
      `It is larger than ${
        MAX_BYTES / 1024 / 1024
      } MB. Attach the part of it that matters.`,
    );
  }
  const text = await file.text();
  if (text.includes('\0')) {
    throw new InputError('It is not text, whatever its name says.');
  }
  return toTextAttachment({
    kind: name.endsWith('.log') ? 'log' : 'file',
    title: file.name,
    text,
  });
}

/**
 * Makes an attachment of a text; what is longer than an attachment may be is cut, and the text says so.
 *
 * @remarks Of a log the end is kept, of other text the beginning.
 * @throws InputError when the text is empty.
 */
export function toTextAttachment(source: {
  kind: 'log' | 'file';
  title: string;
  text: string;
}): AttachmentRequest {
  const { kind, text } = source;
  const title = source.title.trim().slice(0, 200) || kind;
  if (text.trim() === '') throw new InputError('There is no text in it.');
  if (text.length <= MAX_ATTACHMENT_LENGTH) return { kind, title, text };
  const kept = MAX_ATTACHMENT_LENGTH - NOTE_LENGTH;
  const note = (what: string) =>
    `[Cut by the portal: the ${what} ${kept} of ${text.length} characters]`;
  return {
    kind,
    title,
    text:
      kind === 'log'
        ? `${note('last')}\n${text.slice(-kept)}`
        : `${text.slice(0, kept)}\n${note('first')}`,
  };
}

/** Tells whether {@link toTextAttachment} cuts a text of this length. */
export function isCut(text: string): boolean {
  return text.length > MAX_ATTACHMENT_LENGTH;
}
