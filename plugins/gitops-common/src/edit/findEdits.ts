import type { ClaimEdit } from './editClaimText';

/**
 * Says which places of a value differ, as deep as possible, so that a file changes nowhere else.
 *
 * @param place - Where the two values stand in the document, such as `['spec']`.
 * @returns Removals of list items come last and from the end, so that positions stay true while edits are made in order.
 */
export function findEdits(
  before: unknown,
  after: unknown,
  place: (string | number)[] = [],
): ClaimEdit[] {
  if (isEqual(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap(key => {
      if (!Object.hasOwn(after, key) || after[key] === undefined) {
        return Object.hasOwn(before, key) ? [{ place: [...place, key] }] : [];
      }
      return Object.hasOwn(before, key)
        ? findEdits(before[key], after[key], [...place, key])
        : [{ place: [...place, key], value: after[key] }];
    });
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return findItemEdits(before, after, place);
  }
  return [{ place, value: after }];
}

function findItemEdits(
  before: unknown[],
  after: unknown[],
  place: (string | number)[],
): ClaimEdit[] {
  if (after.length < before.length) {
    const kept = toKept(before, after);
    if (kept) {
      return before
        .map((_, index) => index)
        .filter(index => !kept.has(index))
        .reverse()
        .map(index => ({ place: [...place, index] }));
    }
    return [{ place, value: after }];
  }
  return after.flatMap((item, index) =>
    index < before.length
      ? findEdits(before[index], item, [...place, index])
      : [{ place: [...place, index], value: item }],
  );
}

/** Positions of `before` that `after` consists of; undefined when items changed as well. */
function toKept(before: unknown[], after: unknown[]): Set<number> | undefined {
  const kept = new Set<number>();
  let next = 0;
  for (const item of after) {
    while (next < before.length && !isEqual(before[next], item)) next += 1;
    if (next === before.length) return undefined;
    kept.add(next);
    next += 1;
  }
  return kept;
}

/** Whether two plain values say the same; the order of keys says nothing. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length &&
      left.every((item, index) => isEqual(item, right[index]))
    );
  }
  if (isRecord(left) && isRecord(right)) {
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every(
        key => Object.hasOwn(right, key) && isEqual(left[key], right[key]),
      )
    );
  }
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
