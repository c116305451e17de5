/** A JSON schema, as far as this folder reads it. */
export type Schema = { [keyword: string]: unknown };

/** Finds what a schema's `$ref` names. */
export type Resolve = (schema: Schema) => Schema;

const TIME = '2026-01-01T00:00:00Z';

/**
 * Completes an answer of the fake: whatever GitHub's description requires and the fake does not know gets a plain value.
 *
 * @remarks What the fake does know is never changed, so a wrong type in it still fails the check of the answer.
 */
export function completeSchema(
  given: Schema,
  value: unknown,
  resolve: Resolve,
): unknown {
  const schema = resolve(given);
  const options = listOf(schema.anyOf) ?? listOf(schema.oneOf);
  if (options) {
    const [nothing, other] = options;
    if (value === undefined || value === null) {
      if (options.some(option => option.type === 'null')) return null;
      return completeSchema(options[0] ?? {}, value, resolve);
    }
    const chosen = nothing?.type === 'null' ? other : nothing;
    return completeSchema(chosen ?? {}, value, resolve);
  }
  if (isRecord(value) || (value === undefined && isObjectSchema(schema))) {
    return completeObject(schema, value ?? {}, resolve);
  }
  if (Array.isArray(value)) {
    const items = isRecord(schema.items) ? schema.items : {};
    return value.map(item => completeSchema(items, item, resolve));
  }
  return value === undefined ? inventValue(schema) : value;
}

function completeObject(
  schema: Schema,
  value: Schema,
  resolve: Resolve,
): Schema {
  const result: Schema = { ...value };
  for (const part of [schema, ...(listOf(schema.allOf) ?? []).map(resolve)]) {
    const properties = isRecord(part.properties) ? part.properties : {};
    const required = Array.isArray(part.required) ? part.required : [];
    for (const name of new Set([...required, ...Object.keys(value)])) {
      const property = properties[name];
      if (isRecord(property)) {
        result[name] = completeSchema(property, result[name], resolve);
      }
    }
  }
  return result;
}

function inventValue(schema: Schema): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[0];
  switch (schema.type) {
    case 'array':
      return [];
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 1;
    case 'string':
      if (schema.format === 'date-time') return TIME;
      return schema.format === 'uri' ? 'https://github.invalid/fake' : 'fake';
    default:
      return null;
  }
}

function isObjectSchema(schema: Schema): boolean {
  return (
    schema.type === 'object' || 'properties' in schema || 'allOf' in schema
  );
}

/** Says whether a value is an object with keys. */
export function isRecord(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): Schema[] | undefined {
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}
