import { isObject, toPointer } from '../document/plain';

/** One field that differs; an absent side means that the field is not there. */
export interface FieldChange {
  /** JSON pointer into the object. */
  pointer: string;
  before?: unknown;
  after?: unknown;
}

/** The fields in which two values differ, as deep as both sides are mappings or lists. */
export function diffFields(
  before: unknown,
  after: unknown,
  path: (string | number)[] = [],
): FieldChange[] {
  if (Object.is(before, after)) {
    return [];
  }
  if (isObject(before) && isObject(after)) {
    return keysOf(before, after).flatMap(key =>
      diffFields(own(before, key), own(after, key), [...path, key]),
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return Array.from(
      { length: Math.max(before.length, after.length) },
      (_, index) => diffFields(before[index], after[index], [...path, index]),
    ).flat();
  }
  return [
    {
      pointer: toPointer(path),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

function keysOf(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
