import { Definition, OpenApiSchema, specSchema } from './Definition';

/** A JSON Schema of draft 7 as plain data. */
export type JsonSchema = Record<string, unknown>;

/**
 * The schema of a lego's `spec` as JSON Schema draft 7, for forms.
 *
 * @returns A closed schema with descriptions and defaults; what only Kubernetes understands is left out.
 */
export function toJsonSchema(definition: Definition): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...convertSchema(specSchema(definition), true),
    title: definition.title,
  };
}

/**
 * Converts a structural OpenAPI schema to JSON Schema draft 7.
 *
 * @param closed - Whether objects refuse fields that they do not declare.
 */
export function convertSchema(
  schema: OpenApiSchema,
  closed: boolean,
): JsonSchema {
  const { properties, items, additionalProperties, ...rest } = schema;
  const converted: JsonSchema = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !key.startsWith('x-kubernetes-')),
  );
  if (properties) {
    converted.properties = Object.fromEntries(
      Object.entries(properties).map(([key, property]) => [
        key,
        convertSchema(property, closed),
      ]),
    );
  }
  if (items) {
    converted.items = convertSchema(items, closed);
  }
  if (typeof additionalProperties === 'object') {
    converted.additionalProperties = convertSchema(
      additionalProperties,
      closed,
    );
  } else if (additionalProperties !== undefined) {
    converted.additionalProperties = additionalProperties;
  } else if (
    closed &&
    schema.type === 'object' &&
    !schema['x-kubernetes-preserve-unknown-fields']
  ) {
    converted.additionalProperties = false;
  }
  const listType = schema['x-kubernetes-list-type'];
  if (listType === 'set') {
    converted.uniqueItems = true;
  }
  return converted;
}
