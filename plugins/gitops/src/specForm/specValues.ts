import type { FormField } from './FormField';
import { isMapping } from './JsonSchema';

/** A field that is only there while another one has, or has not, a value. */
export interface Condition {
  /** Name of the field of `spec`. */
  field: string;
  /** Name of the field that decides. */
  by: string;
  equals: boolean;
  value: string;
}

/** Whether the conditions let a field of `spec` be there; defaults count. */
export function isShown(
  key: string,
  spec: Record<string, unknown>,
  fields: FormField[],
  conditions: Condition[],
): boolean {
  return conditions
    .filter(({ field }) => field === key)
    .every(({ by, equals, value }) => {
      const actual = Object.hasOwn(spec, by)
        ? spec[by]
        : fields.find(field => field.key === by)?.default;
      return (actual === value) === equals;
    });
}

/** Leaves out the fields that are hidden, so that nobody submits what nobody sees. */
export function dropHidden(
  spec: Record<string, unknown>,
  fields: FormField[],
  conditions: Condition[],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(spec).filter(([key]) =>
      isShown(key, spec, fields, conditions),
    ),
  );
}

/**
 * Finds required fields that are empty, in all groups that are there.
 *
 * @returns Their places as JSON pointers into `spec`.
 */
export function findMissing(
  fields: FormField[],
  value: Record<string, unknown>,
  place = '',
): string[] {
  return fields.flatMap(field => {
    const at = `${place}/${field.key}`;
    const own = Object.hasOwn(value, field.key) ? value[field.key] : undefined;
    return findMissingIn(field, own, at);
  });
}

function findMissingIn(field: FormField, value: unknown, at: string): string[] {
  if (field.type === 'group') {
    if (!isMapping(value) && field.isOptional) {
      return [];
    }
    return findMissing(field.fields, isMapping(value) ? value : {}, at);
  }
  if (field.type === 'list' && Array.isArray(value) && value.length > 0) {
    return value.flatMap((item, index) =>
      findMissingIn(field.item, item, `${at}/${index}`),
    );
  }
  return field.isRequired && field.default === undefined && isEmpty(value)
    ? [at]
    : [];
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Sets one key of a mapping; undefined removes it. The mapping given is not changed. */
export function withKey(
  value: Record<string, unknown>,
  key: string,
  field: unknown,
): Record<string, unknown> {
  const kept = Object.entries(value).filter(([name]) => name !== key);
  const at = Object.keys(value).indexOf(key);
  if (field === undefined) {
    return Object.fromEntries(kept);
  }
  kept.splice(at < 0 ? kept.length : at, 0, [key, field]);
  return Object.fromEntries(kept);
}
