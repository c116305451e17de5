/** Whether a value is a mapping, as opposed to a list, a scalar or null. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns what stands at a path of keys, or undefined. */
export function fieldAt(root: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined,
    root,
  );
}

/** Returns the text at a path of keys, or undefined when there is none. */
export function textAt(root: unknown, ...path: string[]): string | undefined {
  const value = fieldAt(root, ...path);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Returns the list at a path of keys; empty when there is none. */
export function listAt(root: unknown, ...path: string[]): unknown[] {
  const value = fieldAt(root, ...path);
  return Array.isArray(value) ? value : [];
}
