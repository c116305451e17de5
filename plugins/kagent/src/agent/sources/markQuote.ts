import type { Source } from '@zerotouch/plugin-kagent-common';
import { splitBlocks } from '../../markdown';
import { isRecord } from '../messages/calls/toReadableValue';

/** A part of a passage, and whether the answer quotes it. */
export interface PassagePart {
  text: string;
  isQuoted: boolean;
}

/** Fewer letters than this prove no quote. */
const MIN_LETTERS = 12;

/**
 * Marks in a passage what a source quotes of it, block by block.
 *
 * @remarks Quotes leave out link targets and markup, so that letters and digits alone are compared.
 */
export function markQuote(passage: string, quote: string): PassagePart[] {
  const quoted = lettersOf(quote);
  const quotedBlocks = splitBlocks(quote).map(block => lettersOf(block.text));
  return splitBlocks(passage).map(({ text }) => {
    const letters = lettersOf(text);
    const isQuoted =
      quoted.length > 0 &&
      ((letters.length > 0 && quoted.includes(letters)) ||
        quotedBlocks.some(
          block => block.length >= MIN_LETTERS && letters.includes(block),
        ));
    return { text, isQuoted };
  });
}

function lettersOf(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** Passages as the search of the docs gives them. */
export interface SearchedPassage {
  id?: string;
  url: string;
  heading: string;
  text: string;
}

/** Reads the answer of a search of the docs; what has not the shape of a passage is left out. */
export function readPassages(answer: unknown): SearchedPassage[] {
  const items = isRecord(answer) ? answer.items : undefined;
  return Array.isArray(items) ? items.flatMap(readPassage) : [];
}

function readPassage(item: unknown): SearchedPassage[] {
  if (!isRecord(item)) return [];
  const { heading, id, text, url } = item;
  return typeof text === 'string' && typeof url === 'string'
    ? [
        {
          id: typeof id === 'string' ? id : undefined,
          heading: typeof heading === 'string' ? heading : '',
          text,
          url,
        },
      ]
    : [];
}

/** Finds among passages of a search the one that a source quotes. */
export function findPassage(
  items: SearchedPassage[],
  source: Source,
): SearchedPassage | undefined {
  const isQuoted = (item: SearchedPassage) =>
    markQuote(item.text, source.quote).some(part => part.isQuoted);
  return (
    items.find(item => item.id === source.id && isQuoted(item)) ??
    items.find(item => item.url === source.url && isQuoted(item))
  );
}
