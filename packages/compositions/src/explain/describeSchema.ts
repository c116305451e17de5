import { OpenApiSchema } from '../definition/Definition';

/** The type of a schema in words. */
export function describeType(schema: OpenApiSchema): string {
  const { type, items, additionalProperties } = schema;
  if (schema.enum) {
    return `one of ${schema.enum.map(String).join(', ')}`;
  }
  if (items) {
    return `list of ${plural(items)}`;
  }
  if (typeof additionalProperties === 'object') {
    return `mapping of names to ${plural(additionalProperties)}`;
  }
  return word(type);
}

/** What a schema limits, a few words each. */
export function describeLimits(schema: OpenApiSchema): string[] {
  const { minimum, maximum, minLength, maxLength, pattern } = schema;
  const { minItems, maxItems, minProperties, maxProperties } = schema;
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const limits: [unknown, string][] = [
    [minimum, `at least ${minimum}`],
    [maximum, `at most ${maximum}`],
    [minLength, `at least ${minLength} characters`],
    [maxLength, `at most ${maxLength} characters`],
    [pattern, `like ${pattern}`],
    [minItems, `at least ${minItems} items`],
    [maxItems, `at most ${maxItems} items`],
    [minProperties, `at least ${minProperties} entries`],
    [maxProperties, `at most ${maxProperties} entries`],
    [listType === 'set' || undefined, 'no item twice'],
    [listType === 'map' || undefined, `no ${keys.join(' and ')} twice`],
  ];
  return limits
    .filter(([limit]) => limit !== undefined)
    .map(([, words]) => words.replace(/\b1 (item|character|entrie)s$/, one));
}

function one(_: string, noun: string): string {
  return `1 ${noun === 'entrie' ? 'entry' : noun}`;
}

function word(type: string | undefined): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return 'whole number';
    case 'object':
      return 'group of fields';
    default:
      return 'text';
  }
}

function plural(schema: OpenApiSchema): string {
  switch (schema.type) {
    case 'object':
      return 'groups of fields';
    case 'integer':
      return 'whole numbers';
    default:
      return schema.enum ? `${describeType(schema)}` : 'texts';
  }
}
