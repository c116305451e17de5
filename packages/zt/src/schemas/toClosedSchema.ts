import { isObject } from '@zerotouch/compositions';

/** A JSON Schema of draft 7 as plain data. */
export type ClosedSchema = Record<string, unknown>;

const IDENTITY: ClosedSchema = {
  apiVersion: { type: 'string' },
  kind: { type: 'string' },
};

const textMap = { type: 'object', additionalProperties: { type: 'string' } };

/** What a person or an engine may write as `metadata`; the rest belongs to the API server. */
export const metadataSchema: ClosedSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    generateName: { type: 'string' },
    namespace: { type: 'string' },
    labels: textMap,
    annotations: textMap,
    finalizers: { type: 'array', items: { type: 'string' } },
    ownerReferences: { type: 'array', items: { type: 'object' } },
  },
};

const KEPT = [
  'enum',
  'format',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'required',
] as const;

/**
 * Converts the schema of a CRD to a closed JSON Schema: a field that the API server would drop in silence is refused.
 *
 * @param schema - `openAPIV3Schema` of one version.
 */
export function toClosedSchema(schema: unknown): ClosedSchema {
  const converted = convert(schema);
  const properties = isObject(converted.properties) ? converted.properties : {};
  return {
    ...converted,
    type: 'object',
    properties: { ...properties, ...IDENTITY, metadata: metadataSchema },
  };
}

function convert(schema: unknown): ClosedSchema {
  if (!isObject(schema)) {
    return {};
  }
  const converted: ClosedSchema = { ...values(schema), ...type(schema) };
  if (isObject(schema.properties)) {
    converted.properties = mapValues(schema.properties, convert);
  }
  if (schema.items !== undefined) {
    converted.items = convert(schema.items);
  }
  if (isObject(schema.additionalProperties)) {
    converted.additionalProperties = convert(schema.additionalProperties);
  }
  if (schema['x-kubernetes-embedded-resource'] === true) {
    converted.properties = {
      ...IDENTITY,
      metadata: metadataSchema,
      ...(isObject(converted.properties) ? converted.properties : {}),
    };
  }
  if (isClosed(schema)) {
    converted.additionalProperties = false;
  }
  return { ...converted, ...logic(schema) };
}

function isClosed(schema: Record<string, unknown>): boolean {
  const isObjectType = schema.type === 'object' || isObject(schema.properties);
  const takesMore =
    schema.additionalProperties === true ||
    isObject(schema.additionalProperties) ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  return isObjectType && !takesMore;
}

/** Value constraints under `anyOf`, `oneOf`, `allOf` and `not`: partial by nature, so nothing in them is closed. */
function logic(schema: Record<string, unknown>): ClosedSchema {
  const result: ClosedSchema = {};
  for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = schema[key];
    // In an integer-or-string the branches only repeat the two types.
    if (Array.isArray(branches) && !isIntOrString(schema)) {
      result[key] = branches.map(convertPartial);
    }
  }
  if (isObject(schema.not)) {
    result.not = convertPartial(schema.not);
  }
  return result;
}

function convertPartial(schema: unknown): ClosedSchema {
  if (!isObject(schema)) {
    return {};
  }
  const converted: ClosedSchema = {
    ...values(schema),
    ...(typeof schema.type === 'string' ? { type: schema.type } : {}),
    ...logic(schema),
  };
  if (isObject(schema.properties)) {
    converted.properties = mapValues(schema.properties, convertPartial);
  }
  if (isObject(schema.items)) {
    converted.items = convertPartial(schema.items);
  }
  return converted;
}

function isIntOrString(schema: Record<string, unknown>): boolean {
  return (
    schema['x-kubernetes-int-or-string'] === true ||
    schema.format === 'int-or-string'
  );
}

function type(schema: Record<string, unknown>): ClosedSchema {
  const types = isIntOrString(schema)
    ? ['integer', 'string']
    : [schema.type].filter(item => typeof item === 'string');
  if (types.length === 0) {
    return {};
  }
  if (schema.nullable === true) {
    return {
      type: [...types, 'null'],
      ...(Array.isArray(schema.enum) ? { enum: [...schema.enum, null] } : {}),
    };
  }
  return { type: types.length === 1 ? types[0] : types };
}

function values(schema: Record<string, unknown>): ClosedSchema {
  const result: ClosedSchema = {};
  for (const key of KEPT) {
    if (schema[key] !== undefined && isUsable(key, schema[key])) {
      result[key] = schema[key];
    }
  }
  // OpenAPI v3.0 writes an exclusive bound as a flag beside the bound.
  for (const [flag, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (schema[flag] === true) {
      result[flag] = schema[bound];
      delete result[bound];
    } else if (schema[flag] === false) {
      delete result[flag];
    }
  }
  return result;
}

/** Patterns are written for Go; one that JavaScript cannot read is left to the API server. */
function isUsable(key: string, value: unknown): boolean {
  if (key !== 'pattern') {
    return true;
  }
  try {
    return Boolean(new RegExp(String(value)));
  } catch (error) {
    if (error instanceof SyntaxError) {
      return false;
    }
    throw error;
  }
}

function mapValues(
  record: Record<string, unknown>,
  map: (value: unknown) => ClosedSchema,
): Record<string, ClosedSchema> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, map(value)]),
  );
}
