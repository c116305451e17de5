import { isObject } from '../document/plain';
import { Claim } from '../types';
import { Definition, OpenApiSchema, specSchema } from './Definition';

/**
 * Fills in the defaults of a definition, as the Kubernetes API server does for a structural schema.
 *
 * @returns A new claim; the one given is not changed. A null where a default exists counts as absent.
 */
export function applyDefaults(claim: Claim, definition: Definition): Claim {
  const schema = specSchema(definition);
  const spec = withDefaults(claim.spec ?? schema.default ?? {}, schema);
  return { ...claim, spec: isObject(spec) ? spec : claim.spec };
}

/** Fills in the defaults of one schema into one value; recursive, by value. */
export function withDefaults(value: unknown, schema: OpenApiSchema): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items ? value.map(item => withDefaults(item, items)) : value;
  }
  if (!isObject(value)) {
    return value;
  }
  const properties = schema.properties ?? {};
  const kept = Object.entries(value).map(([key, field]) => [
    key,
    withDefaults(field, propertySchema(schema, key)),
  ]);
  const added = Object.entries(properties)
    .filter(
      ([key, property]) =>
        property.default !== undefined &&
        (!Object.hasOwn(value, key) || value[key] === null),
    )
    .map(([key, property]) => [
      key,
      withDefaults(copyOf(property.default), property),
    ]);
  return Object.fromEntries([...kept, ...added]);
}

/** Copying is needed only where a list or a filled mapping could be shared; most defaults are scalars or `{}`, which is rebuilt anyway. */
function copyOf(value: unknown): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length > 0
    ? structuredClone(value)
    : value;
}

/** The schema of one field of an object schema; an open schema for a field that it does not know. */
export function propertySchema(
  schema: OpenApiSchema,
  key: string,
): OpenApiSchema {
  const { properties, additionalProperties } = schema;
  if (properties && Object.hasOwn(properties, key)) {
    return properties[key];
  }
  return typeof additionalProperties === 'object' ? additionalProperties : {};
}
