import {
  Definition,
  OpenApiSchema,
  specSchema,
} from '../definition/Definition';
import { propertySchema, withDefaults } from '../definition/applyDefaults';
import { isObject } from '../document/plain';
import { PlatformTree } from '../tree/PlatformTree';
import { Claim } from '../types';
import { ClaimError } from './ClaimError';
import { KEEP, SYNC_OPTIONS, isStateful } from './statefulClaims';

/**
 * Makes a claim from the values of a form.
 *
 * @remarks
 * Values that equal their default, and empty lists and mappings, are left out, so that the file says only what was decided. A stateful claim gets the annotation that
 * keeps its data when the file goes.
 *
 * @returns The claim in the order in which it is written; it is not validated.
 * @throws {@link ClaimError} if the kind has no definition.
 */
export function createClaim(options: {
  kind: string;
  tenant: string;
  name: string;
  spec: Record<string, unknown>;
  tree: PlatformTree;
}): Claim {
  const { kind, tenant, name, spec, tree } = options;
  const definition = tree.definitions.get(kind);
  if (!definition) {
    throw new ClaimError(
      '/kind',
      `There is no platform API "${kind}"; choose one of ${[
        ...tree.definitions.keys(),
      ].join(', ')}.`,
    );
  }
  const sparse = withoutDefaults(spec, specSchema(definition));
  const keep = isStateful({ kind, spec: sparse });
  return {
    apiVersion: apiVersionOf(definition),
    kind,
    metadata: {
      name,
      ...(definition.scope === 'Namespaced' ? { namespace: tenant } : {}),
      ...(keep ? { annotations: { [SYNC_OPTIONS]: KEEP } } : {}),
    },
    spec: sparse,
  };
}

/** The `apiVersion` of a definition's claims. */
export function apiVersionOf(definition: Definition): string {
  return `${definition.apiGroup}/${definition.version}`;
}

function withoutDefaults(
  value: Record<string, unknown>,
  schema: OpenApiSchema,
): Record<string, unknown> {
  const kept = Object.entries(value).flatMap(([key, field]) => {
    const property = propertySchema(schema, key);
    const stripped = strip(field, property);
    const implied =
      property.default === undefined
        ? undefined
        : withDefaults(property.default, property);
    const redundant =
      stripped === undefined ||
      isEmpty(stripped) ||
      (implied !== undefined &&
        isEqual(withDefaults(stripped, property), implied));
    return redundant ? [] : [[key, stripped]];
  });
  return orderBySchema(Object.fromEntries(kept), schema);
}

/** Forms send an empty list or mapping for what nobody filled in. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length === 0
    : false;
}

function strip(value: unknown, schema: OpenApiSchema): unknown {
  if (Array.isArray(value)) {
    return value.map(item => strip(item, schema.items ?? {}));
  }
  return isObject(value) && schema.properties
    ? withoutDefaults(value, schema)
    : value;
}

function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([left], [right]) => (left < right ? -1 : 1))
          .map(([key, field]) => [key, sorted(field)]),
      )
    : value;
}

function orderBySchema(
  value: Record<string, unknown>,
  schema: OpenApiSchema,
): Record<string, unknown> {
  const order = Object.keys(schema.properties ?? {});
  const rank = (key: string) => {
    const index = order.indexOf(key);
    return index < 0 ? order.length : index;
  };
  return Object.fromEntries(
    Object.entries(value).sort(([left], [right]) => rank(left) - rank(right)),
  );
}
