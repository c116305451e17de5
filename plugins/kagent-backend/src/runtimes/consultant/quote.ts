import { FoundPassage } from '@zerotouch/plugin-knowledge-node';
import { Source } from '@zerotouch/plugin-kagent-common';

/** Longest quote, in UTF-16 code units, unless its first block is longer. */
const MAX_QUOTE_LENGTH = 700;
const MAX_BLOCK_LENGTH = 1600;

/** Turns a found passage into a source with its most fitting part as the quote. */
export function toSource(passage: FoundPassage, question: string): Source {
  const { id, title, heading, url } = passage;
  return { id, title, heading, url, quote: toQuote(passage.text, question) };
}

/**
 * Picks the part of a passage that fits a question best: whole blocks, so that lists and code stay whole.
 *
 * @remarks Links lose their targets, images their sources, and HTML goes: a document must not put an address or markup into an answer.
 */
export function toQuote(text: string, question: string): string {
  const blocks = splitBlocks(toPlainMarkdown(text));
  if (blocks.length === 0) return '';
  const words = toWords(question);
  const scores = blocks.map(
    block => [...toWords(block)].filter(word => words.has(word)).length,
  );
  let start = scores.indexOf(Math.max(...scores));
  // A list or a code block means little without the sentence that leads to it.
  if (start > 0 && /:\s*$/.test(blocks[start - 1])) start -= 1;
  const quoted = [shorten(blocks[start])];
  let length = blocks[start].length;
  for (const block of blocks.slice(start + 1)) {
    length += block.length;
    if (length > MAX_QUOTE_LENGTH) break;
    quoted.push(block);
  }
  return quoted.join('\n\n');
}

/** Leaves out fenced code and the sentence that leads to it, for answers that bring code of their own. */
export function withoutCode(text: string): string {
  return text
    .replace(/(?:^[^\n]+:\n\s*)?^ *```[\s\S]*?^ *```[^\n]*$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Renders text as a Markdown block quote. */
export function renderBlockQuote(text: string): string {
  return text
    .split('\n')
    .map(line => `> ${line}`.trimEnd())
    .join('\n');
}

/** Splits Markdown at empty lines outside fenced code; a list stays one block. */
function splitBlocks(text: string): string[] {
  const blocks: string[] = [];
  let fence: string | undefined;
  let fresh = true;
  for (const line of text.split('\n')) {
    const marker = /^\s*(```+|~~~+)/.exec(line)?.[1];
    const goesOn =
      fence !== undefined ||
      !fresh ||
      (blocks.length > 0 &&
        /^(\s{2,}\S|\s*([-*+]|\d+[.)])\s)/.test(line) &&
        isList(blocks[blocks.length - 1]));
    if (marker && fence === undefined) fence = marker.slice(0, 3);
    else if (marker && fence && marker.startsWith(fence)) fence = undefined;
    if (line.trim() === '' && fence === undefined) {
      fresh = true;
      continue;
    }
    if (blocks.length > 0 && goesOn) {
      blocks[blocks.length - 1] += `${fresh ? '\n\n' : '\n'}${line}`;
    } else {
      blocks.push(line);
    }
    fresh = false;
  }
  return blocks;
}

function isList(block: string): boolean {
  return /^\s*([-*+]|\d+[.)])\s/.test(block);
}

/** Takes links, images and HTML out of the prose; code stays as it is. */
function toPlainMarkdown(markdown: string): string {
  const target = '(?:[^()]|\\([^()]*\\))*';
  return markdown
    .split(/(^ *```[\s\S]*?^ *```|^ *~~~[\s\S]*?^ *~~~|`[^`\n]+`)/m)
    .map((piece, index) =>
      index % 2 === 1
        ? piece
        : piece
            .replace(/<(https?:\/\/[^>\s]+)>/g, '`$1`')
            .replace(/<\/?[a-z!][^>]*>/gi, '')
            .replace(new RegExp(`!\\[([^\\]]*)\\]\\(${target}\\)`, 'g'), '$1')
            .replace(new RegExp(`\\[([^\\]]+)\\]\\(${target}\\)`, 'g'), '$1')
            .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
            .replace(/^\[[^\]]+\]:\s.*$/gm, '')
            // A bare address would become a link by itself.
            .replace(
              /(?<![\w`(/])(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s`<>]*[^\s`<>.,;:!?)\]]/gi,
              '`$&`',
            ),
    )
    .join('');
}

function shorten(block: string): string {
  if (block.length <= MAX_BLOCK_LENGTH) return block;
  const cut = block.slice(0, block.lastIndexOf('\n', MAX_BLOCK_LENGTH));
  const kept = cut || block.slice(0, MAX_BLOCK_LENGTH);
  const open = (kept.match(/^\s*(```|~~~)/gm) ?? []).length % 2 === 1;
  return `${kept}\n…${open ? '\n```' : ''}`;
}

function toWords(text: string): Set<string> {
  return new Set(
    text
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(word => word.length > 2),
  );
}
