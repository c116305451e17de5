import { Environment as CelEnvironment } from '@marcbachmann/cel-js';
import { CelRule, Definition, OpenApiSchema } from '../definition/Definition';
import { propertySchema } from '../definition/applyDefaults';
import { isObject, toPointer } from '../document/plain';
import { Claim } from '../types';
import { toCelValue } from './toCelValue';
import { Issue, errorIssue } from './Issue';

type Program = (context: Record<string, unknown>) => unknown;

const cel = new CelEnvironment({ unlistedVariablesAreDyn: true });
const programs = new Map<string, Program>();

function programOf(rule: string): Program {
  const known = programs.get(rule);
  if (known) {
    return known;
  }
  const parsed = cel.parse(rule);
  const program: Program = context => parsed(context);
  programs.set(rule, program);
  return program;
}

/**
 * Evaluates the CEL rules of a definition.
 *
 * @remarks
 * Integers are 64 bit, as in the API server. A rule over `oldSelf` is a transition rule and is skipped where the previous claim has no
 * value. A rule that cannot be evaluated refuses the claim, as it does in the cluster.
 *
 * @param claim - With its defaults applied, and valid by its schema.
 * @param previous - The claim on the base branch, with its defaults applied.
 */
export function findCelIssues(
  claim: Claim,
  definition: Definition,
  previous?: Claim,
): Issue[] {
  return walk({
    value: claim,
    previous,
    schema: definition.openAPISchema,
    path: [],
  });
}

interface Place {
  value: unknown;
  previous: unknown;
  schema: OpenApiSchema;
  path: (string | number)[];
}

function walk(place: Place): Issue[] {
  const { value, previous, schema, path } = place;
  const own = evaluateAll(place);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items
      ? [
          ...own,
          ...value.flatMap((item, index) =>
            walk({
              value: item,
              previous: counterpart(item, previous, schema),
              schema: items,
              path: [...path, index],
            }),
          ),
        ]
      : own;
  }
  if (!isObject(value)) {
    return own;
  }
  const nested = Object.entries(value).flatMap(([key, field]) =>
    walk({
      value: field,
      previous:
        isObject(previous) && Object.hasOwn(previous, key)
          ? previous[key]
          : undefined,
      schema: propertySchema(schema, key),
      path: [...path, key],
    }),
  );
  return [...own, ...nested];
}

/** Kubernetes correlates the items of a list with their old values only by map keys. */
function counterpart(
  item: unknown,
  previous: unknown,
  schema: OpenApiSchema,
): unknown {
  const keys = schema['x-kubernetes-list-map-keys'];
  if (!keys || !Array.isArray(previous) || !isObject(item)) {
    return undefined;
  }
  return previous.find(
    old => isObject(old) && keys.every(key => old[key] === item[key]),
  );
}

/** All rules of one place see the same converted values. */
function evaluateAll(place: Place): Issue[] {
  const { value, previous, schema, path } = place;
  const rules = schema['x-kubernetes-validations'] ?? [];
  if (rules.length === 0) {
    return [];
  }
  const self = toCelValue(value, schema);
  const oldSelf =
    previous === undefined ? undefined : toCelValue(previous, schema);
  return rules
    .filter(({ rule }) => oldSelf !== undefined || !/\boldSelf\b/.test(rule))
    .flatMap(rule => evaluate(rule, { self, oldSelf }, path));
}

function evaluate(
  rule: CelRule,
  context: Record<string, unknown>,
  path: (string | number)[],
): Issue[] {
  const pointer = pointerOf(rule, path);
  try {
    return programOf(rule.rule)(context) === true
      ? []
      : [errorIssue('cel', pointer, rule.message)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      errorIssue(
        'cel',
        pointer,
        `${rule.message} (The rule could not be evaluated: ${
          reason.split('\n')[0]
        }.)`,
      ),
    ];
  }
}

/** A rule of the whole object can only be about its name: nothing else of the metadata is visible to it. */
function pointerOf(rule: CelRule, path: (string | number)[]): string {
  if (path.length === 0) {
    return '/metadata/name';
  }
  return toPointer(path) + (rule.fieldPath ?? '').replace(/\./g, '/');
}
