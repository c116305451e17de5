import { ByteReader } from './ByteReader';

/** Deepest nesting of lists and mappings that is read; nothing in Kubernetes comes near it. */
const MAX_DEPTH = 100;

/** Tags of google.protobuf.Struct, its entries, Value and ListValue. */
const tags = {
  entry: 0x0a,
  key: 0x0a,
  value: 0x12,
  null: 0x08,
  number: 0x11,
  text: 0x1a,
  boolean: 0x20,
  struct: 0x2a,
  list: 0x32,
  item: 0x0a,
};

/**
 * Reads a google.protobuf.Struct that ends at `end` as a plain object.
 *
 * @throws RangeError if the bytes are none, or are nested too deep.
 */
export function readStruct(
  reader: ByteReader,
  end: number,
  depth = 0,
): Record<string, unknown> {
  if (depth > MAX_DEPTH) {
    throw new RangeError(
      `The message is nested deeper than ${MAX_DEPTH} levels.`,
    );
  }
  const fields: Record<string, unknown> = {};
  while (reader.position < end) {
    const tag = reader.varint();
    if (tag === tags.entry) {
      readEntry(reader, reader.partEnd(end), depth, fields);
    } else {
      reader.skip(tag, end);
    }
  }
  return fields;
}

function readEntry(
  reader: ByteReader,
  end: number,
  depth: number,
  fields: Record<string, unknown>,
): void {
  let key = '';
  let value: unknown;
  while (reader.position < end) {
    const tag = reader.varint();
    if (tag === tags.key) {
      key = reader.key(end);
    } else if (tag === tags.value) {
      value = readValue(reader, reader.partEnd(end), depth);
    } else {
      reader.skip(tag, end);
    }
  }
  if (value !== undefined) {
    setOwn(fields, key, value);
  }
}

function readValue(reader: ByteReader, end: number, depth: number): unknown {
  let value: unknown;
  while (reader.position < end) {
    const tag = reader.varint();
    switch (tag) {
      case tags.null:
        reader.varint();
        value = null;
        break;
      case tags.number:
        value = reader.double(end);
        break;
      case tags.text:
        value = reader.text(end);
        break;
      case tags.boolean:
        value = reader.varint() !== 0;
        break;
      case tags.struct:
        value = readStruct(reader, reader.partEnd(end), depth + 1);
        break;
      case tags.list:
        value = readList(reader, reader.partEnd(end), depth + 1);
        break;
      default:
        reader.skip(tag, end);
    }
  }
  return value;
}

function readList(reader: ByteReader, end: number, depth: number): unknown[] {
  if (depth > MAX_DEPTH) {
    throw new RangeError(
      `The message is nested deeper than ${MAX_DEPTH} levels.`,
    );
  }
  const items: unknown[] = [];
  while (reader.position < end) {
    const tag = reader.varint();
    if (tag === tags.item) {
      items.push(readValue(reader, reader.partEnd(end), depth));
    } else {
      reader.skip(tag, end);
    }
  }
  return items;
}

/** Assigns a field even under the one name that an assignment takes for the prototype. */
export function setOwn<T>(
  target: Record<string, T>,
  key: string,
  value: T,
): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  } else {
    target[key] = value;
  }
}
