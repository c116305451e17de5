import { Definition, OpenApiSchema } from '../definition/Definition';
import { Claim } from '../types';
import { findCelIssues } from './celIssues';

function definition(spec: OpenApiSchema): Definition {
  return {
    kind: 'XThing',
    plural: 'xthings',
    scope: 'Namespaced',
    apiGroup: 'platform.zerotouch.dev',
    version: 'v1alpha1',
    title: 'Thing',
    description: '',
    group: 'Data',
    firstFields: [],
    path: 'definition.yaml',
    openAPISchema: { type: 'object', properties: { spec } },
  };
}

function thing(spec: Record<string, unknown>): Claim {
  return {
    apiVersion: 'platform.zerotouch.dev/v1alpha1',
    kind: 'XThing',
    metadata: { name: 'thing' },
    spec,
  };
}

function holds(
  rule: string,
  spec: Record<string, unknown>,
  properties: Record<string, OpenApiSchema>,
): boolean {
  const issues = findCelIssues(
    thing(spec),
    definition({
      type: 'object',
      properties,
      'x-kubernetes-validations': [{ rule, message: 'no' }],
    }),
  );
  return issues.length === 0;
}

const integer: OpenApiSchema = { type: 'integer' };
const number: OpenApiSchema = { type: 'number' };
const string: OpenApiSchema = { type: 'string' };
const strings: OpenApiSchema = { type: 'array', items: string };
const integers: OpenApiSchema = { type: 'array', items: integer };

describe('integers are 64 bit', () => {
  it.each([
    ['self.a + 1 == 5', 4, true],
    ['self.a / 2 == 2', 5, true],
    ['self.a % 2 == 1', 5, true],
    ['self.a + 1 > self.a', Number.MAX_SAFE_INTEGER - 1, true],
    ['self.a == 9007199254740992', 9007199254740992, true],
    // One more than a JavaScript number can tell apart.
    ['self.a + 1 == 9007199254740992', 9007199254740992, false],
    ['self.a * 4 > 0', 4611686018427387904, false],
  ])('%s with %d', (rule, a, expected) => {
    expect(holds(rule, { a }, { a: integer })).toBe(expected);
  });

  it('while numbers are doubles', () => {
    expect(holds('self.a / 2.0 == 2.5', { a: 5 }, { a: number })).toBe(true);
  });
});

describe('the functions that definitions may use', () => {
  it.each([
    ['has(self.a) && !has(self.b)', { a: 'x' }],
    ["self.a in ['x', 'y']", { a: 'x' }],
    ['size(self.l) == 2 && self.l.size() == 2', { l: ['a', 'b'] }],
    ["self.l.all(item, item.startsWith('a'))", { l: ['ab', 'ac'] }],
    ["self.l.exists(item, item.endsWith('c'))", { l: ['ab', 'ac'] }],
    ["self.l.exists_one(item, item.contains('b'))", { l: ['ab', 'ac'] }],
    ["self.l.filter(item, item != 'ab').size() == 1", { l: ['ab', 'ac'] }],
    ['self.n.map(item, item + 1) == [2, 3]', { n: [1, 2] }],
    ["self.a.matches('^[a-z]+$')", { a: 'abc' }],
    ["duration(self.a) >= duration('1h')", { a: '168h' }],
    [
      "timestamp(self.a) > timestamp('2026-01-01T00:00:00Z')",
      { a: '2026-01-01T00:00:00-01:00' },
    ],
    ["self.m.all(key, key.matches('^[A-Z]+$'))", { m: { A: 'x' } }],
  ])('%s', (rule, spec) => {
    const properties = {
      a: string,
      b: string,
      l: strings,
      n: integers,
      m: { type: 'object', additionalProperties: string },
    };
    expect(holds(rule, spec, properties)).toBe(true);
  });
});

it('refuses a claim when a rule cannot be evaluated', () => {
  const [issue] = findCelIssues(
    thing({ a: 'x' }),
    definition({
      type: 'object',
      properties: { a: string },
      'x-kubernetes-validations': [
        { rule: 'self.missing.field == 1', message: 'No.', fieldPath: '.a' },
      ],
    }),
  );
  expect(issue).toMatchObject({ rule: 'cel', pointer: '/spec/a' });
  expect(issue.message).toMatch(/^No\. \(The rule could not be evaluated/);
});

describe('transition rules', () => {
  const schema: OpenApiSchema = {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        'x-kubernetes-list-map-keys': ['name'],
        items: {
          type: 'object',
          properties: {
            name: string,
            size: {
              type: 'integer',
              'x-kubernetes-validations': [
                { rule: 'self >= oldSelf', message: 'Only grows.' },
              ],
            },
          },
        },
      },
    },
  };
  const items = (...sizes: [string, number][]) =>
    thing({ items: sizes.map(([name, size]) => ({ name, size })) });

  it('find the old item by its key, not by its place', () => {
    const issues = findCelIssues(
      items(['b', 5], ['a', 1]),
      definition(schema),
      items(['a', 2], ['b', 5]),
    );
    expect(issues.map(({ pointer }) => pointer)).toEqual([
      '/spec/items/1/size',
    ]);
  });

  it('skip what is new', () => {
    expect(
      findCelIssues(items(['c', 1]), definition(schema), items(['a', 2])),
    ).toEqual([]);
    expect(findCelIssues(items(['c', 1]), definition(schema))).toEqual([]);
  });
});
