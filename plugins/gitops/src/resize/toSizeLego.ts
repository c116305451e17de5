import type { Lego } from '@zerotouch/plugin-gitops-common';

const SIZES =
  /^(size|storageGB|sizeGB|replicas|instances|minReplicas|maxReplicas|min|max|memoryMB|cpu|memoryGi|storageGi|pods|maxConnections|maxBytesMB)$/;

/** Reduces an API to the fields that decide how much it takes, so that a small form is left. */
export function toSizeLego(lego: Lego): Lego {
  return { ...lego, schema: sized(lego.schema), rules: [] };
}

/** Whether an API has a field that decides how much it takes. */
export function hasSizes(lego: Lego): boolean {
  return Object.keys(propertiesOf(toSizeLego(lego).schema)).length > 0;
}

/** The part of a spec that the fields of {@link toSizeLego} show. */
export function pickSizes(
  spec: Record<string, unknown>,
  schema: Record<string, unknown>,
): Record<string, unknown> {
  const properties = propertiesOf(schema);
  return Object.fromEntries(
    Object.entries(spec).flatMap(([key, value]) => {
      if (!Object.hasOwn(properties, key)) return [];
      const nested = properties[key];
      return isRecord(value) && isRecord(nested)
        ? [[key, pickSizes(value, nested)]]
        : [[key, value]];
    }),
  );
}

/** Puts the changed part of a spec back into the whole. */
export function withSizes(
  spec: Record<string, unknown>,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> {
  const result = { ...spec };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const whole = spec[key];
    const part = after[key];
    if (!Object.hasOwn(after, key)) {
      delete result[key];
    } else if (isRecord(whole) && isRecord(part)) {
      const old = before[key];
      result[key] = withSizes(whole, isRecord(old) ? old : {}, part);
    } else {
      result[key] = part;
    }
  }
  return result;
}

function sized(schema: Record<string, unknown>): Record<string, unknown> {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = Object.fromEntries(
    Object.entries(propertiesOf(schema)).flatMap(([key, value]) => {
      if (!isRecord(value)) return [];
      if (value.type === 'object' && isRecord(value.properties)) {
        const nested = sized(value);
        const isWanted = Object.keys(propertiesOf(nested)).length > 0;
        return isWanted ? [[key, nested]] : [];
      }
      return SIZES.test(key) ? [[key, value]] : [];
    }),
  );
  return {
    ...schema,
    properties,
    required: required.filter(
      key => typeof key === 'string' && Object.hasOwn(properties, key),
    ),
  };
}

function propertiesOf(
  schema: Record<string, unknown>,
): Record<string, unknown> {
  return isRecord(schema.properties) ? schema.properties : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
