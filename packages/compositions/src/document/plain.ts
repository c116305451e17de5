/** Whether a value is a mapping, as opposed to a list, a scalar or null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path of keys and indexes, or undefined. Only own properties count. */
export function valueAt(root: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) {
      return value[Number(key)];
    }
    return isObject(value) && Object.hasOwn(value, key)
      ? value[key]
      : undefined;
  }, root);
}

/** The string at a path, or undefined when there is none. */
export function stringAt(
  root: unknown,
  ...path: (string | number)[]
): string | undefined {
  const value = valueAt(root, ...path);
  return typeof value === 'string' ? value : undefined;
}

/** The items of the list at a path; empty when there is no list. */
export function listAt(root: unknown, ...path: (string | number)[]): unknown[] {
  const value = valueAt(root, ...path);
  return Array.isArray(value) ? value : [];
}

/** Calls back for every scalar in a value, with the path that leads to it. */
export function eachScalar(
  value: unknown,
  visit: (scalar: unknown, path: (string | number)[]) => void,
  path: (string | number)[] = [],
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => eachScalar(item, visit, [...path, index]));
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      eachScalar(item, visit, [...path, key]);
    }
  } else {
    visit(value, path);
  }
}

/** A JSON pointer (RFC 6901) of a path. */
export function toPointer(path: readonly (string | number)[]): string {
  return path
    .map(key => `/${String(key).replace(/~/g, '~0').replace(/\//g, '~1')}`)
    .join('');
}

/** The path of a JSON pointer (RFC 6901). */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** A path as people write it: `spec.databases[0].name`. */
export function toFieldPath(path: readonly (string | number)[]): string {
  return path
    .map(key => (/^\d+$/.test(String(key)) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
}
