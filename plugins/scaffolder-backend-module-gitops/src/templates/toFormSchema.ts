import { JsonSchema } from '@zerotouch/compositions';

/**
 * Prepares the schema of a claim's spec for a form.
 *
 * @remarks
 * Forms send an empty mapping for every optional mapping and an item for every list that needs one, which the claim's schema would
 * refuse. So an optional mapping becomes a choice between leaving it out and filling it in, and an optional list may be empty; what is
 * left out is dropped before the claim is made. All else is as the definition says.
 */
export function toFormSchema(schema: JsonSchema): JsonSchema {
  const { $schema: _, 'x-kubernetes-validations': __, ...rest } = schema;
  const properties = mappingAt(rest, 'properties');
  if (!properties) return rest;
  const required = new Set(listAt(rest, 'required'));
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([key, property]) => [
        key,
        toField(key, asMapping(property), required.has(key)),
      ]),
    ),
  };
}

/** Turns a field name into a label: `storageGB` becomes "Storage GB". */
export function toLabel(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(' ')
    .map(word => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function toField(
  key: string,
  schema: JsonSchema,
  isRequired: boolean,
): JsonSchema {
  const title = toLabel(key);
  if (schema.type === 'array') {
    const { minItems, items, ...rest } = schema;
    return {
      title,
      ...rest,
      ...(isRequired && minItems !== undefined ? { minItems } : {}),
      ...(items ? { items: toFormSchema(asMapping(items)) } : {}),
    };
  }
  if (schema.type !== 'object' || !mappingAt(schema, 'properties')) {
    return { title, ...schema };
  }
  const inner = toFormSchema(schema);
  if (isRequired || schema.default !== undefined) return { title, ...inner };
  const { description, ...choice } = inner;
  return {
    title,
    ...(description === undefined ? {} : { description }),
    oneOf: [
      { title: 'Leave out', type: 'null' },
      { title: 'Fill in', ...choice },
    ],
  };
}

function asMapping(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function mappingAt(schema: JsonSchema, key: string): JsonSchema | undefined {
  const value = schema[key];
  return typeof value === 'object' && value !== null
    ? asMapping(value)
    : undefined;
}

function listAt(schema: JsonSchema, key: string): unknown[] {
  const value = schema[key];
  return Array.isArray(value) ? value : [];
}
