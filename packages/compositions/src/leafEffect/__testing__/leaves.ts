import { parse } from 'yaml';
import { createTestTree, readRepository } from '../../__testing__/repository';
import { createClaim } from '../../claim/createClaim';
import { renderClaimYaml } from '../../claim/renderClaimYaml';
import { claimPath } from '../../claimPath';
import { compose } from '../../compose/compose';
import { OpenApiSchema, specSchema } from '../../definition/Definition';
import { isObject } from '../../document/plain';
import { readPlatformTree } from '../../tree/readPlatformTree';
import { ComposedResource } from '../../types';
import { validateClaim } from '../../validation/validateClaim';
import { bases, texts } from './bases';

const head = 'apiVersion: platform.zerotouch.dev/v1alpha1\n';
const production = createTestTree([
  {
    path: 'tenants/acme/other-db/xpostgres.yaml',
    content: `${head}kind: XPostgres\nmetadata: { name: other-db, namespace: acme }\nspec: { databases: [{ name: reports }] }\n`,
  },
  {
    path: 'tenants/acme/other-cache/xdragonfly.yaml',
    content: `${head}kind: XDragonfly\nmetadata: { name: other-cache, namespace: acme }\n`,
  },
]);
const MODELS = '  careful: { provider: Anthropic, model: claude }';
const SERVERS = `  knowledge: { url: https://docs.example.com/mcp, readOnlyTools: [search] }
  tickets: { url: https://tickets.example.com/mcp, readOnlyTools: [one] }`;
const staging = readPlatformTree(
  readRepository('platform')
    .map(file => ({
      ...file,
      content: file.content
        .replace(/^env: prod$/m, 'env: staging')
        .replace(/^models:$/m, `models:\n${MODELS}`)
        .replace(/^mcpServers:$/m, `mcpServers:\n${SERVERS}`),
    }))
    .concat(
      readRepository('tenants').filter(({ path }) =>
        path.endsWith('/tenant.yaml'),
      ),
    ),
);

/** A scalar of a lego's spec. */
export interface Leaf {
  path: string[];
  schema: OpenApiSchema;
}

/** Every scalar of a schema; `[]` stands for an item of a list, `{}` for a value of a mapping. */
export function leavesOf(schema: OpenApiSchema, path: string[] = []): Leaf[] {
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([key, property]) =>
      leavesOf(property, [...path, key]),
    );
  }
  if (schema.items) {
    return leavesOf(schema.items, [...path, '[]']);
  }
  return typeof schema.additionalProperties === 'object'
    ? leavesOf(schema.additionalProperties, [...path, '{}'])
    : [{ path, schema }];
}

/** How a leaf is written: `databases[].name`. */
export function nameOf({ path }: Leaf): string {
  return path
    .join('.')
    .replace(/\.\[\]/g, '[]')
    .replace(/\.\{\}/g, '{}');
}

/** Copies of a spec in which the leaf has another value, wherever its parent exists. */
export function variants(spec: unknown, leaf: Leaf, kind: string): unknown[] {
  const walk = (value: unknown, path: string[]): unknown[] => {
    const [step, ...rest] = path;
    if (step === undefined) {
      return candidates(leaf, kind).filter(candidate => candidate !== value);
    }
    if (step === '[]') {
      return (Array.isArray(value) ? value : []).flatMap((item, index) =>
        walk(item, rest).map(changed => replaced(value, index, changed)),
      );
    }
    if (!isObject(value)) {
      return [];
    }
    const keys = step === '{}' ? Object.keys(value) : [step];
    return keys.flatMap(key =>
      walk(value[key], rest).map(changed => ({ ...value, [key]: changed })),
    );
  };
  return walk(spec, leaf.path);
}

function replaced(list: unknown, index: number, item: unknown): unknown[] {
  return Array.isArray(list) ? Object.assign([...list], { [index]: item }) : [];
}

function candidates({ path, schema }: Leaf, kind: string): unknown[] {
  const named = texts[`${kind} ${nameOf({ path, schema })}`];
  if (named) {
    return named;
  }
  if (schema.enum) {
    return schema.enum;
  }
  switch (schema.type) {
    case 'boolean':
      return [true, false];
    case 'integer': {
      const { minimum = 0, maximum = 100 } = schema;
      return [
        minimum,
        maximum,
        minimum + 1,
        Math.floor((minimum + maximum) / 2),
      ];
    }
    default:
      throw new Error(`Give values for "${kind} ${nameOf({ path, schema })}".`);
  }
}

/** The composed objects of a valid claim by key; undefined for an invalid one. */
export function resourcesOf(
  kind: string,
  spec: Record<string, unknown>,
): Record<string, ComposedResource> | undefined {
  for (const tree of [production, staging]) {
    const name = kind === 'XTenant' ? 'leaf' : 'leaf-claim';
    const written = createClaim({ kind, tenant: 'acme', name, spec, tree });
    const { claim, findings } = validateClaim({
      text: renderClaimYaml({ ...written, spec }),
      path: claimPath({ kind, tenant: 'acme', name }),
      tree,
    });
    const { environment } = tree.environment;
    const valid = findings.every(({ severity }) => severity !== 'error');
    if (valid && claim && environment) {
      return compose(claim, {}, environment).resources;
    }
  }
  return undefined;
}

const examples = readRepository('platform/04-apis')
  .filter(({ path }) => path.includes('/examples/'))
  .map(({ content }) => parse(content));

/** Valid specs of a kind to start from: its examples, and what they leave out. */
export function basesOf(kind: string): Record<string, unknown>[] {
  return [
    ...examples.filter(item => item.kind === kind).map(({ spec }) => spec),
    ...(bases[kind] ?? []),
  ];
}

/** Every leaf of every platform API. */
export const leaves = [...production.definitions.values()].flatMap(definition =>
  leavesOf(specSchema(definition)).map(leaf => ({
    kind: definition.kind,
    leaf,
    name: `${definition.kind} ${nameOf(leaf)}`,
  })),
);
