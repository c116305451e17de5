import { isObject, stringAt, valueAt } from '../document/plain';
import { Definition, OpenApiSchema } from './Definition';

/** API group of every lego. */
export const PLATFORM_GROUP = 'platform.zerotouch.dev';

/** Whether a parsed document is a Crossplane XRD. */
export function isDefinitionDocument(document: unknown): boolean {
  return (
    stringAt(document, 'kind') === 'CompositeResourceDefinition' &&
    (stringAt(document, 'apiVersion') ?? '').startsWith(
      'apiextensions.crossplane.io/',
    )
  );
}

/**
 * Reads a lego from the document of its XRD.
 *
 * @param document - The parsed XRD.
 * @param path - Path of its file in the repository.
 * @returns The definition, or a sentence that says what the XRD lacks.
 */
export function parseDefinition(
  document: unknown,
  path: string,
): Definition | string {
  const kind = stringAt(document, 'spec', 'names', 'kind');
  const plural = stringAt(document, 'spec', 'names', 'plural');
  const apiGroup = stringAt(document, 'spec', 'group');
  if (!kind || !plural || !apiGroup) {
    return 'The definition lacks spec.group, spec.names.kind or spec.names.plural; add them.';
  }
  const versions = valueAt(document, 'spec', 'versions');
  const version = Array.isArray(versions)
    ? versions.find(item => valueAt(item, 'referenceable') === true)
    : undefined;
  const name = stringAt(version, 'name');
  const schema = valueAt(version, 'schema', 'openAPIV3Schema');
  if (!name || !isSchema(schema)) {
    return `The definition of "${kind}" has no referenceable version with a schema; add spec.versions[].schema.openAPIV3Schema.`;
  }
  const annotation = (key: string) =>
    stringAt(document, 'metadata', 'annotations', `${PLATFORM_GROUP}/${key}`);
  return {
    kind,
    plural,
    apiGroup,
    version: name,
    scope:
      stringAt(document, 'spec', 'scope') === 'Cluster'
        ? 'Cluster'
        : 'Namespaced',
    openAPISchema: schema,
    title: annotation('title') ?? kind,
    description: annotation('description') ?? schema.description ?? '',
    group: annotation('group') ?? 'Services',
    firstFields: (annotation('first-fields') ?? '')
      .split(',')
      .map(field => field.trim())
      .filter(Boolean),
    path,
  };
}

/** A parser's border: a mapping whose nested schemas are mappings too is taken for a schema. */
function isSchema(value: unknown): value is OpenApiSchema {
  if (!isObject(value)) {
    return false;
  }
  const { properties, items, additionalProperties, required } = value;
  return (
    (properties === undefined ||
      (isObject(properties) && Object.values(properties).every(isSchema))) &&
    (items === undefined || isSchema(items)) &&
    (additionalProperties === undefined ||
      typeof additionalProperties === 'boolean' ||
      isSchema(additionalProperties)) &&
    (required === undefined ||
      (Array.isArray(required) &&
        required.every(field => typeof field === 'string')))
  );
}
