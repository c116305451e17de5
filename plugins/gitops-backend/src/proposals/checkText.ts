import { Check } from '@zerotouch/plugin-gitops-common';
import { FileContents } from '../platform/changePlatform';

/** Marks that turn the reading direction, characters without a width, and control characters but for tab and line ends. */
const UNSEEN =
  /[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|(?!^)\ufeff|[^\P{Cc}\t\n\r]/gu;
const MAX_DETAILS = 50;

/**
 * Warns of files that hold something else than a reader of the difference sees, as an approver decides by reading.
 *
 * @returns The check `text`, failed; nothing when every character can be seen.
 * @see CVE-2021-42574
 */
export function checkText(contents: FileContents): Check[] {
  const details = [...contents].flatMap(([path, content]) =>
    (content ?? '')
      .split('\n')
      .flatMap((line, index) => describeLine(path, line, index)),
  );
  if (details.length === 0) return [];
  const noun = details.length === 1 ? 'line holds' : 'lines hold';
  return [
    {
      name: 'text',
      status: 'failure',
      summary: `${details.length} ${noun} characters that cannot be seen; it may say something else than it shows.`,
      details: details.slice(0, MAX_DETAILS),
    },
  ];
}

function describeLine(path: string, line: string, index: number): string[] {
  const found = new Set(
    [...line.matchAll(UNSEEN)].map(([character]) => toCodePoint(character)),
  );
  return found.size > 0
    ? [`${path}:${index + 1} holds ${[...found].join(', ')}`]
    : [];
}

function toCodePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `U+${hex.padStart(4, '0')}`;
}
