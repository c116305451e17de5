/** Reads NUL-separated fields, as Git writes them with `-z`. */
export class FieldReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  startsWith(letter: string): boolean {
    return this.#bytes[this.#at] === letter.charCodeAt(0);
  }

  done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): string {
    const end = this.#bytes.indexOf(0, this.#at);
    const stop = end < 0 ? this.#bytes.length : end;
    const field = this.#bytes.toString('utf8', this.#at, stop);
    this.#at = stop + 1;
    return field;
  }

  rest(): string {
    // One more NUL parts the numbers from the patches.
    const start = this.#bytes[this.#at] === 0 ? this.#at + 1 : this.#at;
    return this.#bytes.toString('utf8', start);
  }
}
