import { parse } from 'yaml';
import {
  createTestTree,
  definitionOf,
  readRepository,
} from '../__testing__/repository';
import { Explanation } from './Explanation';
import { explainField, listFields } from './explainField';
import { renderExplanation } from './renderExplanation';

const tree = createTestTree();

function examplesOf(kind: string): unknown[] {
  return readRepository(`platform/04-apis/${kind.toLowerCase()}/examples`).map(
    ({ content }) => parse(content).spec,
  );
}

function explain(kind: string, field: string): Explanation {
  const answer = explainField({
    definition: definitionOf(tree, kind),
    field,
    examples: examplesOf(kind),
  });
  if (answer.result !== 'ok') {
    throw new Error(`unknown after "${answer.at}"`);
  }
  return answer.explanation;
}

it('says what a field is, its limits and its effect', () => {
  expect(explain('XWebService', 'scaling.min')).toMatchObject({
    kind: 'XWebService',
    field: 'scaling.min',
    type: 'whole number',
    isRequired: false,
    default: 1,
    limits: ['at least 1', 'at most 50'],
    example: { scaling: { min: 1 } },
    fields: [],
  });
  expect(explain('XWebService', 'scaling.min').effects).toEqual(
    expect.arrayContaining(['PodDisruptionBudget']),
  );
});

it('quotes the rules that speak of a field, and no others', () => {
  const { rules } = explain('XWebService', 'hostname');
  expect(rules).toEqual(['spec.hostname needs exposure "public".']);
  expect(explain('XDragonfly', 'snapshot.storageGB').rules).toEqual([
    'spec.snapshot.storageGB cannot change; create a new cache instead.',
  ]);
  expect(explain('XDragonfly', 'snapshot.schedule').rules).toEqual([]);
  expect(explain('XDragonfly', 'snapshot').rules).toHaveLength(2);
  expect(explain('XDragonfly', 'evict').rules).toEqual([]);
});

it.each(['databases.name', 'databases[].name', 'spec.databases[].name'])(
  'understands %s',
  field => {
    const explanation = explain('XPostgres', field);
    expect(explanation.field).toBe('databases[].name');
    expect(explanation.isRequired).toBe(true);
    expect(explanation.example).toEqual({
      databases: expect.arrayContaining([{ name: expect.any(String) }]),
    });
  },
);

it('gathers the effects of the fields inside', () => {
  expect(explain('XDragonfly', 'snapshot').effects).toEqual(['Dragonfly']);
  expect(explain('XAgent', 'tools').fields.map(({ name }) => name)).toEqual([
    'server',
    'names',
  ]);
});

it('explains a whole API', () => {
  const { description, fields, effects } = explain('XTenant', '');
  expect(description).toBe(definitionOf(tree, 'XTenant').description);
  expect(fields.map(({ name }) => name)).toContain('quota');
  expect(effects).toContain('ResourceQuota');
});

it('knows the names that would have been right', () => {
  const definition = definitionOf(tree, 'XWebService');
  expect(explainField({ definition, field: 'scaling.minimum' })).toEqual({
    result: 'unknown',
    at: 'scaling',
    known: ['min', 'max', 'cpuPercent'],
  });
  expect(explainField({ definition, field: 'port.toString' })).toMatchObject({
    result: 'unknown',
    at: 'port',
    known: [],
  });
});

const everywhere = [...tree.definitions.values()].flatMap(definition =>
  listFields(definition).map(field => ({ kind: definition.kind, field })),
);

it.each(everywhere)('$kind.$field is explained whole', ({ kind, field }) => {
  const explanation = explain(kind, field);
  expect(explanation.field).toBe(field);
  expect(explanation.description).toMatch(/\.$/);
  expect(explanation.effects).not.toEqual([]);
});

it('covers lists, mappings and what is inside', () => {
  const fields = everywhere.map(({ kind, field }) => `${kind} ${field}`);
  expect(fields).toEqual(
    expect.arrayContaining([
      'XPostgres databases[].extensions',
      'XWebService env',
      'XWebService health.path',
      'XEventStream consumers[].deadLetter',
    ]),
  );
});

it('reads well', () => {
  expect(renderExplanation(explain('XDragonfly', 'replicas'))).toBe(
    `XDragonfly.replicas

How many instances run. One of them answers, the others take over when it fails.

type      whole number
default   2
limits    at least 1, at most 3
changes   Dragonfly: spec.replicas
          PrometheusRule: spec.groups[].rules
example   replicas: 2`,
  );
  const agent = renderExplanation(explain('XAgent', 'promptFrom'));
  expect(agent).toContain('type      group of fields\n');
  expect(agent).toContain('rules     Give either spec.prompt or');
  expect(agent).toMatch(/fields {4}configMap {2}Name of the folder/);
});
