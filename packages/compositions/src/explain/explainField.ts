import {
  CelRule,
  Definition,
  OpenApiSchema,
  specSchema,
} from '../definition/Definition';
import { isObject } from '../document/plain';
import { describeLimits, describeType } from './describeSchema';
import { Explanation } from './Explanation';
import effects from './goldens/effects.json';

const EFFECTS: Record<string, string[]> = effects;

/** The schema of a field with what stands around it. */
interface Found {
  schema: OpenApiSchema;
  /** Steps from `spec`; `[]` is an item of a list, `{}` a value of a mapping. */
  path: string[];
  /** Schemas on the way, from `spec` down to the parent. */
  parents: { schema: OpenApiSchema; step: string }[];
}

/**
 * Explains a field of a platform API.
 *
 * @param options.field - As in `scaling.min`; `databases.name` and `databases[].name` mean the same. Empty for the whole API.
 * @param options.examples - Specs of examples, from which the example of the field is taken; the first that has it counts.
 * @returns The explanation, or the names that would have been right where the field goes wrong.
 */
export function explainField(options: {
  definition: Definition;
  field: string;
  examples?: unknown[];
}):
  | { result: 'ok'; explanation: Explanation }
  | { result: 'unknown'; at: string; known: string[] } {
  const { definition, field, examples = [] } = options;
  const found = findField(specSchema(definition), stepsOf(field));
  if ('known' in found) {
    return { result: 'unknown', ...found };
  }
  const { schema, path, parents } = found;
  const name = nameOf(path);
  const parent = parents[parents.length - 1];
  const example = examples.map(spec => partOf(spec, path)).find(isGiven);
  return {
    result: 'ok',
    explanation: {
      kind: definition.kind,
      field: name,
      description:
        path.length === 0 ? definition.description : schema.description ?? '',
      type: describeType(schema),
      isRequired: parent?.schema.required?.includes(parent.step) ?? false,
      ...(schema.default === undefined || path.length === 0
        ? {}
        : { default: schema.default }),
      limits: describeLimits(schema),
      rules: rulesOf(found),
      effects: effectsOf(definition.kind, name),
      ...(example === undefined ? {} : { example }),
      fields: fieldsOf(schema),
    },
  };
}

/** Every field of a platform API, in the order of its schema, outer ones first. */
export function listFields(definition: Definition): string[] {
  const walk = (schema: OpenApiSchema, path: string[]): string[] => {
    const own = path.length === 0 ? [] : [nameOf(path)];
    const inner = innerOf(schema);
    return [
      ...own,
      ...Object.entries(inner.schema.properties ?? {}).flatMap(
        ([key, property]) => walk(property, [...path, ...inner.steps, key]),
      ),
    ];
  };
  return walk(specSchema(definition), []);
}

function stepsOf(field: string): string[] {
  return field
    .replace(/^spec(\.|$)/, '')
    .replace(/\[\]|\{\}/g, '')
    .split('.')
    .filter(step => step !== '');
}

/** The schema that holds the fields of an object, of the items of a list or of the values of a mapping. */
function innerOf(schema: OpenApiSchema): {
  schema: OpenApiSchema;
  steps: string[];
} {
  if (schema.items) {
    return { schema: schema.items, steps: ['[]'] };
  }
  return typeof schema.additionalProperties === 'object'
    ? { schema: schema.additionalProperties, steps: ['{}'] }
    : { schema, steps: [] };
}

function findField(
  spec: OpenApiSchema,
  steps: string[],
): Found | { at: string; known: string[] } {
  let found: Found = { schema: spec, path: [], parents: [] };
  for (const step of steps) {
    const inner = innerOf(found.schema);
    const { properties = {} } = inner.schema;
    if (!Object.hasOwn(properties, step)) {
      return { at: nameOf(found.path), known: Object.keys(properties) };
    }
    found = {
      schema: properties[step],
      path: [...found.path, ...inner.steps, step],
      parents: [...found.parents, { schema: inner.schema, step }],
    };
  }
  return found;
}

function nameOf(path: string[]): string {
  return path
    .join('.')
    .replace(/\.\[\]/g, '[]')
    .replace(/\.\{\}/g, '{}');
}

/** Rules of the field itself, and those around it that speak of it by its path. */
function rulesOf({ schema, parents }: Found): string[] {
  const own = [schema, innerOf(schema).schema].flatMap(validations);
  const around = parents.flatMap((parent, index) => {
    const below = parents.slice(index).map(({ step }) => step);
    return validations(parent.schema).filter(({ rule }) =>
      new RegExp(`\\b(self|oldSelf)\\.${below.join('\\.')}\\b`).test(rule),
    );
  });
  return [...new Set([...around, ...own].map(({ message }) => message))];
}

function validations(schema: OpenApiSchema): CelRule[] {
  return schema['x-kubernetes-validations'] ?? [];
}

function effectsOf(kind: string, field: string): string[] {
  const inside = Object.entries(EFFECTS).filter(([name]) => {
    const [of, place] = [
      name.slice(0, name.indexOf(' ')),
      name.slice(name.indexOf(' ') + 1),
    ];
    return (
      of === kind &&
      (field === '' ||
        place === field ||
        place.startsWith(`${field}.`) ||
        place.startsWith(`${field}[`) ||
        place.startsWith(`${field}{`))
    );
  });
  const all = inside.flatMap(([, changed]) => changed);
  return inside.length > 1
    ? [...new Set(all.map(effect => effect.split(': ')[0]))].sort()
    : all;
}

/** The example cut down to the field: its place in `spec` with nothing beside it. */
function partOf(spec: unknown, path: string[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    return spec;
  }
  if (step === '[]') {
    const parts = Array.isArray(spec)
      ? spec.map(item => partOf(item, rest)).filter(isGiven)
      : [];
    return parts.length > 0 ? parts : undefined;
  }
  const value = isObject(spec) ? partOf(spec[step], rest) : undefined;
  return value === undefined ? undefined : { [step]: value };
}

function isGiven(value: unknown): boolean {
  return value !== undefined;
}

function fieldsOf(schema: OpenApiSchema): Explanation['fields'] {
  return Object.entries(innerOf(schema).schema.properties ?? {}).map(
    ([name, { description = '' }]) => ({ name, description }),
  );
}
