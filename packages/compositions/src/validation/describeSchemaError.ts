import type { ErrorObject } from 'ajv';
import {
  fromPointer,
  toFieldPath,
  toPointer,
  valueAt,
} from '../document/plain';

/** A schema error in plain words. */
export interface DescribedError {
  pointer: string;
  message: string;
}

const TYPE_NAMES: Record<string, string> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  string: 'text',
};

const FORMATS: Record<string, string> = {
  'date-time': 'a date and time with its zone, such as 2026-11-20T10:15:00Z',
};

/**
 * Says in plain words what a schema error of AJV means.
 *
 * @param root - The value that was validated, for quoting what was found.
 */
export function describeSchemaError(
  error: ErrorObject,
  root: unknown,
): DescribedError {
  const path = fromPointer(error.instancePath);
  const field = path.length > 0 ? toFieldPath(path) : 'The document';
  const found = quote(valueAt(root, ...path));
  return { pointer: pointerOf(error), message: sentence(error, field, found) };
}

/** A missing field is the place of the error, though only its parent can be found in the file. */
function pointerOf({ keyword, instancePath, params }: ErrorObject): string {
  return keyword === 'required'
    ? `${instancePath}${toPointer([String(params.missingProperty)])}`
    : instancePath;
}

function sentence(error: ErrorObject, field: string, found: string): string {
  const { keyword, params } = error;
  switch (keyword) {
    case 'required':
      return `${field} lacks the field "${params.missingProperty}"; add it.`;
    case 'type':
      return `${field} must be ${
        TYPE_NAMES[String(params.type)] ?? params.type
      }, not ${found}.`;
    case 'enum':
      return `${field} must be one of ${listOf(
        params.allowedValues,
      )}, not ${found}.`;
    case 'minimum':
      return `${field} must be at least ${params.limit}, not ${found}.`;
    case 'maximum':
      return `${field} must be at most ${params.limit}, not ${found}.`;
    case 'minLength':
      return `${field} must have at least ${plural(
        params.limit,
        'character',
      )}.`;
    case 'maxLength':
      return `${field} must have at most ${plural(params.limit, 'character')}.`;
    case 'minItems':
      return `${field} must have at least ${plural(params.limit, 'item')}.`;
    case 'maxItems':
      return `${field} must have at most ${plural(params.limit, 'item')}.`;
    case 'maxProperties':
      return `${field} must have at most ${plural(params.limit, 'entry')}.`;
    case 'uniqueItems':
      return `${field} has the same item twice; remove one of them.`;
    case 'additionalProperties':
      return `Unknown field "${params.additionalProperty}" in ${
        error.instancePath ? field : 'the document'
      }; remove it.`;
    case 'format':
      return `${field} must be ${
        FORMATS[String(params.format)] ?? `a ${params.format}`
      }, not ${found}.`;
    case 'pattern':
      return `${field} cannot be ${found}. ${expectation(error)}`;
    default:
      return `${field} ${error.message ?? 'is not valid'}.`;
  }
}

/** What a field is for says better what belongs there than its pattern does. */
function expectation({ parentSchema, params }: ErrorObject): string {
  const description: unknown = parentSchema?.description;
  return typeof description === 'string'
    ? `Expected: ${description}`
    : `It must match ${params.pattern}.`;
}

function plural(count: unknown, noun: string): string {
  const many = noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count} ${count === 1 ? noun : many}`;
}

function listOf(values: unknown): string {
  return Array.isArray(values)
    ? values.map(item => quote(item)).join(', ')
    : '';
}

function quote(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'object' && value !== null) {
    return 'a mapping';
  }
  if (value === undefined) {
    return 'nothing';
  }
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
