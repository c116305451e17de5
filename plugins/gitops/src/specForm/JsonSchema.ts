/** A JSON Schema as plain data. */
export type JsonSchema = Record<string, unknown>;

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping under a key of its own, or undefined. */
export function mappingAt(
  schema: JsonSchema,
  key: string,
): JsonSchema | undefined {
  const value = Object.hasOwn(schema, key) ? schema[key] : undefined;
  return isMapping(value) ? value : undefined;
}

/** The mappings of a list; empty when there is none. */
export function mappingsAt(schema: JsonSchema, key: string): JsonSchema[] {
  return listAt(schema, key).filter(isMapping);
}

/** The list under a key, or an empty one. */
export function listAt(schema: JsonSchema, key: string): unknown[] {
  const value = schema[key];
  return Array.isArray(value) ? value : [];
}

/** The text under a key, or undefined. */
export function textAt(schema: JsonSchema, key: string): string | undefined {
  const value = schema[key];
  return typeof value === 'string' ? value : undefined;
}

/** The number under a key as a mapping to spread; empty when there is none. */
export function numberAt<K extends string>(
  schema: JsonSchema,
  key: K,
): { [key in K]?: number };
export function numberAt(schema: JsonSchema, key: string) {
  const value = schema[key];
  return typeof value === 'number' ? { [key]: value } : {};
}
