import {
  OpenApiSchema,
  readPlatformTree,
  specSchema,
} from '@zerotouch/compositions';
import { IndexedPassage } from '../markdown/chunkMarkdown';

/**
 * Cuts the definition of a lego into passages: one about the whole, one for each field of `spec` with the fields below it.
 *
 * @remarks A definition that cannot be read gives none; the catalog shows what is wrong with it.
 * @param path - Path in the platform repository, such as `platform/04-apis/xpostgres/definition.yaml`.
 */
export function chunkDefinition(
  path: string,
  content: string,
): IndexedPassage[] {
  const { definitions } = readPlatformTree([{ path, content }]);
  return [...definitions.values()].flatMap(definition => {
    const { kind } = definition;
    const title = `${kind}: ${definition.title}`;
    const url = `/catalog/default/api/${kind.toLowerCase()}`;
    const fields = Object.entries(specSchema(definition).properties ?? {});
    const names = fields.map(([name]) => name).join(', ');
    return [
      {
        id: path,
        title,
        heading: title,
        path,
        url,
        text: `${definition.description}\n\nFields of ${kind}: ${names}.`,
        keywords: '',
      },
      ...fields.map(([name, schema]) => ({
        id: `${path}#spec.${name}`,
        title,
        heading: `Field ${name} of ${kind}`,
        path,
        url: `${url}#spec.${name}`,
        text: describeField(`spec.${name}`, schema).join('\n'),
        keywords: '',
      })),
    ];
  });
}

/** One line for a field and each field below it: name, type, limits, default, meaning. */
function describeField(name: string, schema: OpenApiSchema): string[] {
  const facts = [
    schema.enum ? `one of ${schema.enum.join(', ')}` : schema.type,
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.maximum !== undefined && `at most ${schema.maximum}`,
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean);
  const line = `- \`${name}\` (${facts.join(', ')}): ${
    schema.description ?? ''
  }`.trimEnd();
  const below = Object.entries(
    schema.properties ?? schema.items?.properties ?? {},
  );
  const prefix = schema.items ? `${name}[]` : name;
  return [
    line,
    ...below.flatMap(([key, child]) =>
      describeField(`${prefix}.${key}`, child),
    ),
  ];
}
