import { Source } from '@zerotouch/plugin-kagent-common';
import { AnswerEvent } from '../../AgentRuntime';
import { Citations } from './Citations';
import { InstructionGuard } from './InstructionGuard';
import { sanitizeMarkdown } from './sanitizeMarkdown';

/** What stands where an answer was cut. */
export const CUT_NOTE =
  '\n\nThe answer was cut here, because it began to repeat the instructions of the consultant word for word.';
/** Stands before text that begins in the middle of a line. */
const MID_LINE = '\u0001';
/** A construct that stays open longer than this is taken as plain text, in UTF-16 code units. */
const MAX_OPEN = 4_000;

/**
 * Stands between what a model writes and what people see.
 *
 * @remarks
 * Text is passed on as soon as it is sure what it is: a word when it has ended, a link or a citation when it is closed. Citations
 * are renumbered, links that leave the portal lose their target, and text that repeats the instructions ends the answer.
 */
export class OutputGuard {
  readonly #citations: Citations;
  readonly #instructions: InstructionGuard;
  #pending = '';
  #inFence = false;
  #midLine = false;
  #cut = false;

  private constructor(citations: Citations, instructions: InstructionGuard) {
    this.#citations = citations;
    this.#instructions = instructions;
  }

  static create(options: {
    citations: Citations;
    instructions: string;
  }): OutputGuard {
    return new OutputGuard(
      options.citations,
      InstructionGuard.create({ instructions: options.instructions }),
    );
  }

  /** Whether the answer was cut; nothing comes through any more. */
  get cut(): boolean {
    return this.#cut;
  }

  /** Takes what the model wrote next. */
  push(delta: string): AnswerEvent[] {
    if (this.#cut) return [];
    if (this.#instructions.repeats(delta)) {
      this.#cut = true;
      this.#pending = '';
      return [{ type: 'text-delta', delta: CUT_NOTE }];
    }
    this.#pending += delta.replaceAll(MID_LINE, '');
    return this.#release(this.#findEnd());
  }

  /** Ends a stretch of text: passes on what was held back. */
  flush(): AnswerEvent[] {
    return this.#cut ? [] : this.#release(this.#pending.length);
  }

  #findEnd(): number {
    const marked = this.#mark(this.#pending);
    return Math.max(
      0,
      findEnd(marked, this.#inFence) - (marked.length - this.#pending.length),
    );
  }

  #release(end: number): AnswerEvent[] {
    const raw = this.#pending.slice(0, end);
    if (raw === '') return [];
    this.#pending = this.#pending.slice(end);
    const { text, cited } = this.#clean(raw);
    this.#midLine = !raw.endsWith('\n');
    return [
      ...cited.map((source): AnswerEvent => ({ type: 'source', ...source })),
      ...(text ? [{ type: 'text-delta' as const, delta: text }] : []),
    ];
  }

  #clean(raw: string): { text: string; cited: Source[] } {
    const parts = this.#mark(raw).split(/(^ {0,3}(?:```|~~~)[^\n]*(?:\n|$))/m);
    const cited: Source[] = [];
    let text = '';
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 1) {
        text += part;
        this.#inFence = !this.#inFence;
      } else if (this.#inFence || part === '') {
        text += part;
      } else {
        const cleaned = this.#citations.renumber(sanitizeMarkdown(part));
        text += cleaned.text;
        cited.push(...cleaned.cited);
      }
    }
    return { text: text.replace(MID_LINE, ''), cited };
  }

  /** What is looked for at the beginning of a line must not be found in the middle of one. */
  #mark(text: string): string {
    return this.#midLine ? MID_LINE + text : text;
  }
}

/** The end of what is sure: whole lines in a fence, whole paragraphs, and the words before anything that is open. */
function findEnd(text: string, inFence: boolean): number {
  let position = 0;
  let fence = inFence;
  for (;;) {
    const rest = text.slice(position);
    if (fence) {
      const close = /^ {0,3}(?:```|~~~)[^\n]*\n/m.exec(rest);
      if (!close) return position + rest.lastIndexOf('\n') + 1;
      position += close.index + close[0].length;
      fence = false;
      continue;
    }
    const border = /\n[ \t]*\n|^ {0,3}(?:```|~~~)[^\n]*\n/m.exec(rest);
    if (!border) return position + findEndOfProse(rest);
    position += border.index + border[0].length;
    fence = border[0].trim() !== '';
  }
}

/** The end of the last whole word, without the space behind it, before a link, a tag or a code span that is open, in a paragraph that goes on. */
function findEndOfProse(paragraph: string): number {
  const lineStart = paragraph.lastIndexOf('\n') + 1;
  // A fence and the target of a link by name need their whole line to be known as such.
  const undecided = /^ {0,3}[`~[]/.test(paragraph.slice(lineStart));
  const closed = coverClosed(paragraph);
  const open = closed.search(/\[|`|<[a-z!/?]|<$/i);
  const limit = Math.min(
    undecided ? lineStart : closed.length,
    open < 0 ? closed.length : open,
  );
  const held = closed.length - limit > MAX_OPEN ? closed.length : limit;
  return Math.max(0, closed.slice(0, held).search(/\s+\S*$/));
}

/** The text with every link, tag and code span that has ended as one word of the same length. */
function coverClosed(text: string): string {
  const cover = (match: string) => '_'.repeat(match.length);
  return text
    .replace(/`[^`\n]*`/g, cover)
    .replace(/<[^<>\n]*>/g, cover)
    .replace(/\[[^[\]]*\](?:\([^()]*\)|(?=[^(]))/g, cover);
}
