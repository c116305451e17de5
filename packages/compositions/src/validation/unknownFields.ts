import {
  OpenApiSchema,
  specSchema,
  Definition,
} from '../definition/Definition';
import { propertySchema } from '../definition/applyDefaults';
import { isObject, toFieldPath, toPointer } from '../document/plain';
import { Claim } from '../types';
import { Issue } from './Issue';
import { suggest } from './suggest';

const TOP_FIELDS = ['apiVersion', 'kind', 'metadata', 'spec'];
const METADATA_FIELDS = ['name', 'namespace', 'labels', 'annotations'];

/** Finds fields that the definition does not know, and proposes the one that was probably meant. */
export function findUnknownFields(
  claim: Claim,
  definition: Definition,
): Issue[] {
  const metadataFields = METADATA_FIELDS.filter(
    field => definition.scope === 'Namespaced' || field !== 'namespace',
  );
  return [
    ...unknownKeys(claim, TOP_FIELDS, []),
    ...unknownKeys(claim.metadata, metadataFields, ['metadata']),
    ...walk(claim.spec, specSchema(definition), ['spec']),
  ];
}

function walk(
  value: unknown,
  schema: OpenApiSchema,
  path: (string | number)[],
): Issue[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? value.flatMap((item, index) => walk(item, items, [...path, index]))
      : [];
  }
  if (!isObject(value)) {
    return [];
  }
  const open =
    Boolean(schema.additionalProperties) ||
    schema['x-kubernetes-preserve-unknown-fields'] === true ||
    schema.type !== 'object';
  const known = Object.keys(schema.properties ?? {});
  return [
    ...(open ? [] : unknownKeys(value, known, path)),
    ...Object.entries(value).flatMap(([key, field]) =>
      walk(field, propertySchema(schema, key), [...path, key]),
    ),
  ];
}

function unknownKeys(
  value: object,
  known: string[],
  path: (string | number)[],
): Issue[] {
  const place = path.length > 0 ? toFieldPath(path) : 'the claim';
  return Object.keys(value)
    .filter(key => !known.includes(key))
    .map(key => {
      const near = suggest(key, known);
      const advice = near
        ? `; did you mean "${near}"?`
        : `; ${place} knows ${known.join(', ')}.`;
      return {
        rule: 'unknown-field',
        severity: 'error',
        pointer: toPointer([...path, key]),
        at: 'key',
        message: `Unknown field "${key}" in ${place}${advice}`,
      };
    });
}
