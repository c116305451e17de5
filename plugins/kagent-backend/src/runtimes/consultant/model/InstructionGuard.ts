const WINDOW = 8;

/**
 * Notices text that repeats instructions word for word.
 *
 * @remarks Eight words in a row are a repetition, however they are set or spaced. Rephrased or encoded instructions get through:
 * nothing in them is secret, and what holds are the walls around the tools.
 */
export class InstructionGuard {
  readonly #runs: Set<string>;
  #words: string[] = [];
  #rest = '';

  private constructor(runs: Set<string>) {
    this.#runs = runs;
  }

  static create(options: { instructions: string }): InstructionGuard {
    return new InstructionGuard(toRuns(toWords(options.instructions)));
  }

  /** Takes the next piece of a text; true as soon as the text repeats instructions. */
  repeats(piece: string): boolean {
    const text = this.#rest + piece;
    // The last word may go on in the next piece.
    const end = /[\p{L}\p{N}]*$/u.exec(text)?.index ?? text.length;
    this.#rest = text.slice(end);
    const words = [
      ...this.#words,
      ...toWords(text.slice(0, end)),
      ...toWords(this.#rest),
    ];
    const found = [...toRuns(words)].some(run => this.#runs.has(run));
    const whole = this.#rest ? words.slice(0, -1) : words;
    this.#words = whole.slice(-(WINDOW - 1));
    return found;
  }
}

function toWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function toRuns(words: string[]): Set<string> {
  const runs = new Set<string>();
  for (let index = 0; index + WINDOW <= words.length; index += 1) {
    runs.add(words.slice(index, index + WINDOW).join(' '));
  }
  return runs;
}
