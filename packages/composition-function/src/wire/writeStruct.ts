import { ReverseWriter } from './ReverseWriter';

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
 * Writes a plain object as the fields of a google.protobuf.Struct, in its order; undefined fields are left out.
 *
 * @throws TypeError if it holds what JSON does not have, such as a function.
 */
export function writeStruct(
  writer: ReverseWriter,
  object: Record<string, unknown>,
): void {
  const keys = Object.keys(object);
  for (let index = keys.length - 1; index >= 0; index -= 1) {
    const key = keys[index];
    const value = object[key];
    if (value !== undefined) {
      const entry = writer.open();
      writeValue(writer, value, tags.value);
      if (key !== '') {
        writer.text(key);
        writer.varint(tags.key);
      }
      writer.close(entry, tags.entry);
    }
  }
}

function writeValue(writer: ReverseWriter, value: unknown, tag: number): void {
  const opened = writer.open();
  if (typeof value === 'string') {
    writer.text(value);
    writer.varint(tags.text);
  } else if (typeof value === 'number') {
    writer.double(value);
    writer.varint(tags.number);
  } else if (typeof value === 'boolean') {
    writer.varint(value ? 1 : 0);
    writer.varint(tags.boolean);
  } else if (value === null) {
    writer.varint(0);
    writer.varint(tags.null);
  } else if (Array.isArray(value)) {
    const list = writer.open();
    for (let index = value.length - 1; index >= 0; index -= 1) {
      writeValue(writer, value[index], tags.item);
    }
    writer.close(list, tags.list);
  } else if (isMapping(value)) {
    const struct = writer.open();
    writeStruct(writer, value);
    writer.close(struct, tags.struct);
  } else if (value !== undefined) {
    throw new TypeError(`A ${typeof value} cannot be written as JSON.`);
  }
  writer.close(opened, tag);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
