import { isObject } from '../document/plain';

/** A copy with the keys of every mapping in order and without undefined fields; lists keep their order. */
export function sortKeys<T>(value: T): T;
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(item => sortKeys(item));
  }
  if (!isObject(value)) {
    return value;
  }
  const sorted: Record<string, unknown> = {};
  for (const key of inOrder(Object.keys(value))) {
    const field = value[key];
    if (field !== undefined) {
      setOwn(sorted, key, sortKeys(field));
    }
  }
  return sorted;
}

/** Sorts in place. Most mappings have a few keys in order, where asking is cheaper than sorting. */
function inOrder(keys: string[]): string[] {
  for (let index = 1; index < keys.length; index += 1) {
    if (keys[index] < keys[index - 1]) {
      return keys.sort();
    }
  }
  return keys;
}

/** Assigns a field even under the one name that an assignment takes for the prototype. */
function setOwn(
  target: Record<string, unknown>,
  key: string,
  value: unknown,
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
