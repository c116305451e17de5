/**
 * The text of an answer, told once.
 *
 * @remarks
 * kagent repeats itself: a whole text follows its own pieces, and an artifact follows the last text. Each method returns what is new;
 * an empty string when nothing is.
 */
export class AnswerText {
  /** The pieces of the text that is being told. */
  #pieces = '';
  /** The last whole text. */
  #last = '';
  /** The last piece of a message, which may come again in an artifact. */
  #lastPiece?: string;
  /** Whether pieces were missed, so that those to come do not go on where the told ones ended. */
  #gap = false;
  #spoke = false;

  /** Whether anything was said yet. */
  get spoke(): boolean {
    return this.#spoke;
  }

  /** Says that pieces may have been missed: none is told before the next whole text, which holds them. */
  miss(): void {
    this.#gap = true;
  }

  /** Tells one piece of a text that follows as a whole. */
  tellPiece(text: string): string {
    return this.#gap ? '' : this.tellKeptPiece(text);
  }

  /** Tells a piece that certainly goes on where the told ones ended. */
  tellKeptPiece(text: string): string {
    const delta = this.#pieces === '' ? this.#separate(text) : text;
    this.#pieces += text;
    this.#lastPiece = text;
    return delta;
  }

  /** Tells a piece of an artifact, unless a message just told it. */
  tellMirroredPiece(text: string): string {
    const mirrored = this.#lastPiece === text;
    this.#lastPiece = undefined;
    if (text === '' || mirrored) return '';
    const delta = this.tellPiece(text);
    this.#lastPiece = undefined;
    return delta;
  }

  /** Tells a whole text: only what its pieces did not say. */
  tellWhole(text: string): string {
    const pieces = this.#pieces;
    this.#pieces = '';
    this.#gap = false;
    this.#last = text;
    if (pieces === '') return this.#separate(text);
    return text.startsWith(pieces)
      ? text.slice(pieces.length)
      : this.#separate(text);
  }

  /** Goes on with the text that was told last. */
  tellMore(text: string): string {
    this.#last += text;
    this.#spoke ||= text !== '';
    return text;
  }

  /** Tells a text that mostly was told before, such as that of an artifact. */
  tellAgain(text: string): string {
    const known = [this.#last, this.#pieces].some(
      said => said !== '' && said.trim() === text.trim(),
    );
    return text.trim() === '' || known ? '' : this.tellWhole(text);
  }

  /** Ends the text that is being told, as a call does; what follows is set apart from it. */
  close(): void {
    this.#pieces = '';
  }

  /** Sets a text apart from what was said before. */
  #separate(text: string): string {
    const separated = this.#spoke && text !== '' ? `\n\n${text}` : text;
    this.#spoke ||= text !== '';
    return separated;
  }
}
