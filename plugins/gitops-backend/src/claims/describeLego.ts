import { NotFoundError } from '@backstage/errors';
import {
  Definition,
  OpenApiSchema,
  PlatformTree,
  specSchema,
  toJsonSchema,
} from '@zerotouch/compositions';
import { Lego, LegoSummary } from '@zerotouch/plugin-gitops-common';

/** Lists the platform APIs, sorted by group and title. */
export function listLegos(tree: PlatformTree): LegoSummary[] {
  return [...tree.definitions.values()]
    .map(toSummary)
    .sort((a, b) =>
      `${a.group} ${a.title}`.localeCompare(`${b.group} ${b.title}`),
    );
}

/**
 * Describes one platform API as main defines it.
 *
 * @throws NotFoundError that names those that exist.
 */
export function describeLego(tree: PlatformTree, kind: string): Lego {
  const definition = tree.definitions.get(kind);
  if (!definition) {
    throw new NotFoundError(
      `There is no platform API "${kind}"; choose one of ${[
        ...tree.definitions.keys(),
      ].join(', ')}`,
    );
  }
  return {
    ...toSummary(definition),
    schema: toJsonSchema(definition),
    rules: [...new Set(rulesOf(definition.openAPISchema))],
    choices: toChoices(specSchema(definition), tree),
    firstFields: definition.firstFields,
    conditions: toConditions(specSchema(definition)),
  };
}

function toSummary(definition: Definition): LegoSummary {
  const { kind, apiGroup, version, scope } = definition;
  const { title, description, group, path } = definition;
  const apiVersion = `${apiGroup}/${version}`;
  return { kind, apiVersion, scope, title, description, group, path };
}

function rulesOf(schema: OpenApiSchema): string[] {
  const { properties, items, additionalProperties } = schema;
  const nested = [
    ...Object.values(properties ?? {}),
    ...(items ? [items] : []),
    ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ];
  return [
    ...(schema['x-kubernetes-validations'] ?? []).map(({ message }) => message),
    ...nested.flatMap(rulesOf),
  ];
}

const CONDITION = /^!has\(self\.(\w+)\) \|\| self\.(\w+) (==|!=) '([^']*)'$/;

/** Rules of the shape "without this field, or with that value of another" let a form hide the field. */
function toConditions(schema: OpenApiSchema): Lego['conditions'] {
  const rules = schema['x-kubernetes-validations'] ?? [];
  return rules.flatMap(({ rule }) => {
    const [, field, by, operator, value] = CONDITION.exec(rule) ?? [];
    return field ? [{ field, by, equals: operator === '==', value }] : [];
  });
}

/** Fields whose values the platform's environment lists, by the name of the field. */
function toChoices(
  schema: OpenApiSchema,
  { environment: { environment } }: PlatformTree,
): Record<string, string[]> {
  const known: Record<string, string[]> = {
    '/model': Object.keys(environment?.models ?? {}),
    '/tools/-/server': Object.keys(environment?.mcpServers ?? {}),
  };
  return Object.fromEntries(
    Object.entries(known)
      .filter(([place]) => findField(schema, place))
      .map(([place, values]) => [place, values.sort()]),
  );
}

function findField(
  schema: OpenApiSchema,
  place: string,
): OpenApiSchema | undefined {
  return place
    .split('/')
    .slice(1)
    .reduce<OpenApiSchema | undefined>(
      (found, key) => (key === '-' ? found?.items : found?.properties?.[key]),
      schema,
    );
}
