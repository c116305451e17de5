/**
 * Drops what a form sends for fields that nobody filled in: null and undefined, in mappings and in lists.
 *
 * @remarks An empty text stays, since it is a value in its own right; empty lists and mappings are dropped when the claim is made.
 */
export function dropEmpty(
  value: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => isFilled(field))
      .map(([key, field]) => [key, dropInside(field)]),
  );
}

function dropInside(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.filter(isFilled).map(dropInside);
  }
  return isMapping(value) ? dropEmpty(value) : value;
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
