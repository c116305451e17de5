import { NotFoundError } from '@backstage/errors';
import {
  Definition,
  OpenApiSchema,
  applyDefaults,
  explainField,
  listFields,
  parseClaimText,
} from '@zerotouch/compositions';
import { LegoFields } from '@zerotouch/plugin-gitops-common';
import { parse, stringify } from 'yaml';
import { PlatformState } from '../platform/Platform';
import { composeClaim } from './composeClaim';

const EXAMPLES = ['typical', 'full', 'minimal'];

/**
 * Describes every field of a platform API as main defines it, and what its example becomes.
 *
 * @throws NotFoundError that names those that exist.
 */
export function describeFields(
  platform: PlatformState,
  kind: string,
): LegoFields {
  const { definitions } = platform.tree;
  const definition = definitions.get(kind);
  if (!definition) {
    throw new NotFoundError(
      `There is no platform API "${kind}"; choose one of ${[
        ...definitions.keys(),
      ].join(', ')}`,
    );
  }
  const examples = findExamples(platform, definition);
  const specs = examples.map(({ claim }) => claim.spec);
  const fields = listFields(definition).flatMap(field => {
    const explained = explainField({ definition, field, examples: specs });
    if (explained.result === 'unknown') {
      return [];
    }
    const { kind: _, fields: __, ...rest } = explained.explanation;
    return [rest];
  });
  return {
    kind,
    fields,
    status: Object.entries(
      definition.openAPISchema.properties?.status?.properties ?? {},
    ).map(([field, { description = '' }]: [string, OpenApiSchema]) => ({
      field,
      description,
    })),
    columns: findColumns(platform.contents.get(definition.path) ?? ''),
    ...toExample(platform, definition, examples),
  };
}

function findExamples({ contents }: PlatformState, definition: Definition) {
  const folder = definition.path.slice(0, definition.path.lastIndexOf('/'));
  return EXAMPLES.flatMap(name => {
    const yaml = contents.get(`${folder}/examples/${name}.yaml`);
    const claim = yaml && parseClaimText(yaml).documents[0]?.claim;
    return yaml && claim ? [{ name, yaml, claim }] : [];
  });
}

function toExample(
  { tree }: PlatformState,
  definition: Definition,
  [example]: ReturnType<typeof findExamples>,
): Pick<LegoFields, 'example'> {
  if (!example) {
    return {};
  }
  const { claim, yaml } = example;
  const composed = composeClaim(applyDefaults(claim, definition), tree);
  const resources =
    composed.result === 'ok' ? composed.composition.resources : {};
  return {
    example: {
      name: claim.metadata.name,
      yaml,
      objects: Object.entries(resources).map(([key, { object }]) => ({
        key,
        apiVersion: object.apiVersion,
        kind: object.kind,
        name: object.metadata.name,
        yaml: stringify(object, {
          lineWidth: 0,
          aliasDuplicateObjects: false,
        }),
      })),
    },
  };
}

/** Columns of the version that is referenced; a definition that is read has one. */
function findColumns(text: string): LegoFields['columns'] {
  const versions = listAt(recordAt(parse(text), 'spec'), 'versions');
  const version = versions.find(item => recordAt(item, 'referenceable'));
  return listAt(version, 'additionalPrinterColumns').flatMap(column => {
    const name = recordAt(column, 'name');
    const path = recordAt(column, 'jsonPath');
    return typeof name === 'string' && typeof path === 'string'
      ? [{ name, path: path.replace(/^\./, '') }]
      : [];
  });
}

function recordAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? new Map<string, unknown>(Object.entries(value)).get(key)
    : undefined;
}

function listAt(value: unknown, key: string): unknown[] {
  const list = recordAt(value, key);
  return Array.isArray(list) ? list : [];
}
