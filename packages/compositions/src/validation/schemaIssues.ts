import Ajv from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import {
  Definition,
  OpenApiSchema,
  specSchema,
} from '../definition/Definition';
import { convertSchema } from '../definition/toJsonSchema';
import { isObject, toFieldPath, toPointer } from '../document/plain';
import { Claim } from '../types';
import { describeSchemaError } from './describeSchemaError';
import { Issue, errorIssue } from './Issue';

const compiled = new WeakMap<Definition, ValidateFunction>();

function validatorOf(definition: Definition): ValidateFunction {
  const known = compiled.get(definition);
  if (known) {
    return known;
  }
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
  addFormats(ajv);
  const validator = ajv.compile({
    type: 'object',
    properties: {
      metadata: {
        type: 'object',
        properties: {
          name: {
            type: 'string',
            maxLength:
              definition.openAPISchema.properties?.metadata?.properties?.name
                ?.maxLength ?? 63,
          },
        },
      },
      spec: convertSchema(specSchema(definition), false),
    },
  });
  compiled.set(definition, validator);
  return validator;
}

/**
 * Checks a claim against the schema of its definition.
 *
 * @remarks
 * The schema is compiled once a definition and kept as long as the definition is.
 *
 * @param claim - With its defaults applied.
 */
export function findSchemaIssues(
  claim: Claim,
  definition: Definition,
): Issue[] {
  const validate = validatorOf(definition);
  const errors = validate(claim) ? [] : validate.errors ?? [];
  return [
    ...errors
      .filter(error => !isSaidByFormat(error, errors))
      .map(error => toIssue(error, claim)),
    ...duplicateListKeys(claim.spec, specSchema(definition), ['spec']),
  ];
}

/** A value that is no date at all need not be told that its spelling is wrong too. */
function isSaidByFormat(error: ErrorObject, errors: ErrorObject[]): boolean {
  return (
    error.keyword === 'pattern' &&
    errors.some(
      other =>
        other.keyword === 'format' && other.instancePath === error.instancePath,
    )
  );
}

function toIssue(error: ErrorObject, claim: Claim): Issue {
  const { pointer, message } = describeSchemaError(error, claim);
  const rule = error.keyword === 'uniqueItems' ? 'unique-item' : 'schema';
  return errorIssue(rule, pointer, message);
}

/** Kubernetes refuses two items with the same key in a list of type `map`; JSON Schema cannot say so. */
function duplicateListKeys(
  value: unknown,
  schema: OpenApiSchema,
  path: (string | number)[],
): Issue[] {
  if (Array.isArray(value)) {
    const keys = schema['x-kubernetes-list-map-keys'] ?? [];
    const seen = new Set<string>();
    return value.flatMap((item, index) => {
      const identity = JSON.stringify(
        keys.map(key => (isObject(item) ? item[key] : undefined)),
      );
      const repeated = keys.length > 0 && seen.has(identity);
      seen.add(identity);
      const own = repeated
        ? [
            errorIssue(
              'unique-item',
              toPointer([...path, index]),
              `${toFieldPath(path)} has two items with the same ${keys.join(
                ' and ',
              )}; remove one of them.`,
            ),
          ]
        : [];
      return [
        ...own,
        ...duplicateListKeys(item, schema.items ?? {}, [...path, index]),
      ];
    });
  }
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
    Object.hasOwn(value, key)
      ? duplicateListKeys(value[key], property, [...path, key])
      : [],
  );
}
