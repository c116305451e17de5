import { isObject, listAt, stringAt } from '@zerotouch/compositions';
import { SchemaBundle, kindKey } from './SchemaBundle';
import { ClosedSchema } from './toClosedSchema';

/** Types that are written down as text but take more. */
const SPECIAL: Record<string, ClosedSchema> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number'],
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    type: ['integer', 'string'],
  },
};

/**
 * Converts the OpenAPI v2 document of Kubernetes to closed JSON Schemas.
 *
 * @param openApi - The parsed `swagger.json`.
 * @param groups - API groups whose kinds are listed; the empty text is the core group.
 */
export function readOpenApi(openApi: unknown, groups: string[]): SchemaBundle {
  const bundle: SchemaBundle = { definitions: {}, kinds: {} };
  const definitions = isObject(openApi) ? openApi.definitions : undefined;
  for (const [name, schema] of Object.entries(
    isObject(definitions) ? definitions : {},
  )) {
    bundle.definitions[name] = SPECIAL[name] ?? close(schema);
    const [identity, ...more] = listAt(
      schema,
      'x-kubernetes-group-version-kind',
    );
    const group = stringAt(identity, 'group') ?? '';
    const version = stringAt(identity, 'version');
    const kind = stringAt(identity, 'kind');
    // Options of requests, such as DeleteOptions, name many groups; they are no objects.
    if (more.length === 0 && version && kind && groups.includes(group)) {
      const apiVersion = group === '' ? version : `${group}/${version}`;
      bundle.kinds[kindKey(apiVersion, kind)] = name;
    }
  }
  return bundle;
}

function close(schema: unknown): ClosedSchema {
  if (!isObject(schema)) {
    return {};
  }
  if (typeof schema.$ref === 'string') {
    return { $ref: schema.$ref };
  }
  const closed: ClosedSchema = {};
  for (const key of ['type', 'enum', 'required']) {
    if (schema[key] !== undefined) {
      closed[key] = schema[key];
    }
  }
  if (schema.items !== undefined) {
    closed.items = close(schema.items);
  }
  if (isObject(schema.additionalProperties)) {
    closed.additionalProperties = close(schema.additionalProperties);
  }
  if (isObject(schema.properties)) {
    closed.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([key, value]) => [
        key,
        close(value),
      ]),
    );
    closed.additionalProperties ??= false;
  }
  return closed;
}
