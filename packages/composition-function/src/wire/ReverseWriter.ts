const FIRST_SIZE = 64 * 1024;
/** A larger one is let go after its message, so that one huge claim does not hold its memory for good. */
const KEPT_SIZE = 1024 * 1024;
/** Texts up to this length are copied here, longer ones by the runtime. */
const SHORT_TEXT = 64;

/**
 * Writes the protobuf wire format from its end to its start.
 *
 * @remarks
 * A part begins with its length, which is known only when the part is there. Written backwards nothing is moved or copied for it.
 * Whoever uses it writes the last field first, and in a field its value before its tag.
 */
export class ReverseWriter {
  static create(): ReverseWriter {
    return new ReverseWriter();
  }

  private buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
  private start = FIRST_SIZE;

  private constructor() {}

  /** Bytes that were written so far. */
  get length(): number {
    return this.buffer.length - this.start;
  }

  /** A tag, a length or another number that is not negative and has at most 32 bits. */
  varint(value: number): void {
    if (value < 0x80) {
      this.reserve(1);
      this.start -= 1;
      this.buffer[this.start] = value;
      return;
    }
    let size = 1;
    for (let left = value >>> 7; left > 0; left >>>= 7) {
      size += 1;
    }
    this.reserve(size);
    this.start -= size;
    let left = value;
    for (let index = 0; index < size - 1; index += 1) {
      this.buffer[this.start + index] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    this.buffer[this.start + size - 1] = left;
  }

  /** A number of eight bytes. */
  double(value: number): void {
    this.reserve(8);
    this.start -= 8;
    this.buffer.writeDoubleLE(value, this.start);
  }

  /** A text with its length. */
  text(value: string): void {
    const { length } = value;
    if (length <= SHORT_TEXT) {
      this.reserve(length);
      const { buffer } = this;
      let position = this.start;
      let index = length - 1;
      for (; index >= 0; index -= 1) {
        const code = value.charCodeAt(index);
        if (code > 0x7f) {
          break;
        }
        position -= 1;
        buffer[position] = code;
      }
      if (index < 0) {
        this.start = position;
        this.varint(length);
        return;
      }
    }
    const size = Buffer.byteLength(value);
    this.reserve(size);
    this.start -= size;
    this.buffer.write(value, this.start);
    this.varint(size);
  }

  /** Bytes without a length. */
  raw(value: Uint8Array): void {
    this.reserve(value.length);
    this.start -= value.length;
    this.buffer.set(value, this.start);
  }

  /**
   * Begins a part; what was written since then is closed by {@link close}.
   *
   * @returns What {@link close} needs.
   */
  open(): number {
    return this.length;
  }

  /** Writes the length of a part and its tag. */
  close(opened: number, tag: number): void {
    this.varint(this.length - opened);
    this.varint(tag);
  }

  /** A copy of what was written; the writer is empty afterwards. */
  finish(): Buffer {
    const message = Buffer.from(this.buffer.subarray(this.start));
    this.clear();
    return message;
  }

  /** Forgets what was written. */
  clear(): void {
    if (this.buffer.length > KEPT_SIZE) {
      this.buffer = Buffer.allocUnsafeSlow(FIRST_SIZE);
    }
    this.start = this.buffer.length;
  }

  private reserve(size: number): void {
    if (size <= this.start) {
      return;
    }
    const { length } = this;
    const grown = Buffer.allocUnsafeSlow(
      Math.max(this.buffer.length * 2, length + size),
    );
    this.buffer.copy(grown, grown.length - length, this.start);
    this.buffer = grown;
    this.start = grown.length - length;
  }
}
