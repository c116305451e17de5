import { isObject } from '@zerotouch/compositions';
import { SchemaBundle } from '../schemas/SchemaBundle';
import { ClosedSchema } from '../schemas/toClosedSchema';

const PREFIX = '#/definitions/';

/** How kubeconform finds the file of a kind; the names that {@link toSchemaFiles} gives. */
export const SCHEMA_FILE_TEMPLATE =
  '{{.Group}}_{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';

/** Turns the types of a component into one JSON Schema a kind, each with the definitions that it needs, by file name. */
export function toSchemaFiles(bundle: SchemaBundle): Map<string, ClosedSchema> {
  return new Map(
    Object.entries(bundle.kinds).map(([key, definition]) => {
      const [apiVersion, kind] = key.split(' ');
      // kubeconform calls the core group as its version: "v1".
      const [group, version = group] = apiVersion.split('/');
      return [
        `${group}_${kind.toLowerCase()}_${version}.json`,
        {
          $schema: 'http://json-schema.org/draft-07/schema#',
          $ref: `${PREFIX}${definition}`,
          definitions: closureOf(bundle, definition),
        },
      ];
    }),
  );
}

/** A definition and all that it refers to, directly or not. */
function closureOf(
  bundle: SchemaBundle,
  start: string,
): Record<string, ClosedSchema> {
  const found: Record<string, ClosedSchema> = {};
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = bundle.definitions[name];
    if (definition && !found[name]) {
      found[name] = definition;
      waiting.push(...referencesIn(definition));
    }
  }
  return found;
}

function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isObject(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' && item.startsWith(PREFIX)
      ? [item.slice(PREFIX.length)]
      : referencesIn(item),
  );
}
