/** A power of two, so that a hash is cut to a slot by its last bits. */
const SLOTS = 4096;
/** Keys of Kubernetes objects are short; longer ones are read each time. */
const MAX_LENGTH = 48;

/**
 * The keys that were read last, by their bytes: a few hundred make up nearly all fields of Kubernetes objects.
 *
 * @remarks
 * Its size is fixed. A key that falls on the slot of another takes its place, which costs time and never gives a wrong key.
 */
export class KeyTable {
  static create(): KeyTable {
    return new KeyTable();
  }

  private readonly slots: ({ bytes: Buffer; text: string } | undefined)[] =
    new Array(SLOTS).fill(undefined);

  private constructor() {}

  /** The text of the bytes from `start` up to `end`. */
  read(bytes: Buffer, start: number, end: number): string {
    const length = end - start;
    if (length > MAX_LENGTH) {
      return bytes.toString('utf8', start, end);
    }
    let hash = length;
    for (let index = start; index < end; index += 1) {
      hash = (Math.imul(hash, 31) + bytes[index]) | 0;
    }
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const known = this.slots[slot];
    if (known && isSame(known.bytes, bytes, start, length)) {
      return known.text;
    }
    const text = bytes.toString('utf8', start, end);
    // Copied: a part of the request would keep all of it.
    this.slots[slot] = { bytes: Buffer.from(bytes.subarray(start, end)), text };
    return text;
  }
}

function isSame(
  known: Buffer,
  bytes: Buffer,
  start: number,
  length: number,
): boolean {
  if (known.length !== length) {
    return false;
  }
  for (let index = 0; index < length; index += 1) {
    if (known[index] !== bytes[start + index]) {
      return false;
    }
  }
  return true;
}
