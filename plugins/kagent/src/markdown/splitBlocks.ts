/** A part of a Markdown text that can be read without the others. */
export interface MarkdownBlock {
  text: string;
  /** True for a code block whose end has not come. */
  isOpen: boolean;
}

/** Each blank belongs to one part alone, else the time would double with every mark before a text. */
const FENCE = /^\s*(?:(?:[-*+]|\d+[.)])\s+|>\s*)*(`{3,}|~{3,})(.*)$/;
/** Lines that go on with the block before them across an empty line. */
const CONTINUES = /^(?:\s|[-*+]\s|\d+[.)]\s)/;
/** What is defined here counts in the whole text. */
const DEFINES = /^ {0,3}\[[^\]]+\]:/;

/**
 * Splits Markdown at the empty lines between its outer blocks.
 *
 * @remarks
 * Lists stay whole, and so do fenced code and texts with definitions of links or footnotes. Joined by an empty line
 * the blocks are the text. Text that is added changes the last block or adds more: earlier ones need not be read again.
 */
export function splitBlocks(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let lines: string[] = [];
  let fence: string | undefined;
  let isAfterEmpty = false;
  let isWhole = false;
  const finish = () => {
    const block = lines.join('\n').replace(/\n+$/, '');
    if (block.trim() !== '') blocks.push({ text: block, isOpen: false });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const isEmpty = line.trim() === '';
    if (fence === undefined && isAfterEmpty && !isEmpty) {
      const isList = CONTINUES.test(lines.find(one => one.trim()) ?? '');
      if (!isList || !CONTINUES.test(line)) finish();
    }
    const [, mark, rest = ''] = FENCE.exec(line) ?? [];
    if (fence === undefined) {
      isWhole ||= DEFINES.test(line);
      const isFence = mark && !(mark.startsWith('`') && rest.includes('`'));
      if (isFence) fence = mark;
    } else if (mark?.startsWith(fence) && rest.trim() === '') {
      fence = undefined;
    }
    lines.push(line);
    isAfterEmpty = isEmpty;
  }
  finish();
  if (isWhole) return [{ text, isOpen: fence !== undefined }];
  const last = blocks.at(-1);
  if (last) last.isOpen = fence !== undefined;
  return blocks;
}
