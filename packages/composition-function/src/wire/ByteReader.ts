import { KeyTable } from './KeyTable';

/** How a field is written: the last three bits of its tag. */
export const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 };

/** Reads the protobuf wire format from a position that moves on. */
export class ByteReader {
  static create(options: { bytes: Buffer; keys: KeyTable }): ByteReader {
    return new ByteReader(options.bytes, options.keys);
  }

  /** Where the next byte is read. */
  position = 0;

  private constructor(
    readonly bytes: Buffer,
    private readonly keys: KeyTable,
  ) {}

  /**
   * A number of at most 32 bits; more bits are dropped, as in every implementation.
   *
   * @throws RangeError if the bytes end within it.
   */
  varint(): number {
    const { bytes } = this;
    const first = bytes[this.position];
    if (first < 0x80) {
      this.position += 1;
      return first;
    }
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[this.position];
      if (byte === undefined) {
        throw endsEarly();
      }
      this.position += 1;
      if (shift < 32) {
        value |= (byte & 0x7f) << shift;
      }
      if (byte < 0x80) {
        return value >>> 0;
      }
    }
    throw new RangeError('The message holds a number of more than ten bytes.');
  }

  /**
   * Reads the length of a part.
   *
   * @param limit - End of what the part lies in.
   * @returns Where the part ends.
   * @throws RangeError if that is beyond the limit.
   */
  partEnd(limit: number): number {
    const length = this.varint();
    const end = this.position + length;
    if (end > limit) {
      throw endsEarly();
    }
    return end;
  }

  /** A number of eight bytes. */
  double(limit: number): number {
    if (this.position + 8 > limit) {
      throw endsEarly();
    }
    const value = this.bytes.readDoubleLE(this.position);
    this.position += 8;
    return value;
  }

  /** A text with its length. */
  text(limit: number): string {
    const end = this.partEnd(limit);
    const text = this.bytes.toString('utf8', this.position, end);
    this.position = end;
    return text;
  }

  /** A text with its length that many messages hold. */
  key(limit: number): string {
    const end = this.partEnd(limit);
    const text = this.keys.read(this.bytes, this.position, end);
    this.position = end;
    return text;
  }

  /**
   * Passes over a field whose tag was read.
   *
   * @throws RangeError if it is written in a way that the protocol does not use, or ends early.
   */
  skip(tag: number, limit: number): void {
    switch (tag & 7) {
      case wireTypes.varint:
        this.varint();
        break;
      case wireTypes.fixed64:
        this.position += 8;
        break;
      case wireTypes.bytes:
        this.position = this.partEnd(limit);
        break;
      case wireTypes.fixed32:
        this.position += 4;
        break;
      default:
        throw new RangeError(
          `The message holds a field of the unknown wire type ${tag & 7}.`,
        );
    }
    if (this.position > limit) {
      throw endsEarly();
    }
  }
}

function endsEarly(): RangeError {
  return new RangeError('The message ends within a field.');
}
