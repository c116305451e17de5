import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import {
  createTestTree,
  definitionOf,
  readRepository,
} from '../__testing__/repository';
import { parseClaimText } from '../claim/parseClaimText';
import { isObject } from '../document/plain';
import { withDefaults } from './applyDefaults';
import { OpenApiSchema, specSchema } from './Definition';
import { toJsonSchema } from './toJsonSchema';

const tree = createTestTree();
const definitions = [...tree.definitions.values()];

/** Every schema below one, with its path. */
function walk(
  schema: OpenApiSchema,
  path: string,
): { path: string; schema: OpenApiSchema }[] {
  const nested = [
    ...Object.entries(schema.properties ?? {}),
    ...(schema.items ? [['[]', schema.items] as const] : []),
  ];
  return [
    { path, schema },
    ...nested.flatMap(([key, child]) => walk(child, `${path}.${key}`)),
  ];
}

describe.each(definitions)('the definition of $kind', definition => {
  const places = walk(specSchema(definition), 'spec');

  it('describes every field', () => {
    const silent = places.filter(
      ({ schema }) => !schema.description?.match(/^[A-Za-z][^]*\.$/),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it('names first fields that exist', () => {
    const fields = Object.keys(specSchema(definition).properties ?? {});
    expect(fields).toEqual(expect.arrayContaining(definition.firstFields));
  });

  it('limits every list, text and number, as the cost of CEL demands', () => {
    const open = places.filter(
      ({ schema }) =>
        (schema.type === 'array' && schema.maxItems === undefined) ||
        (schema.type === 'string' &&
          schema.enum === undefined &&
          schema.maxLength === undefined) ||
        (schema.type === 'integer' &&
          schema.enum === undefined &&
          (schema.minimum === undefined || schema.maximum === undefined)),
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('gives an object a default exactly where its fields have defaults and it may be absent', () => {
    const objects = places.filter(
      ({ schema, path }) => path !== 'spec' && schema.default !== undefined,
    );
    for (const { path, schema } of objects.filter(
      item => item.schema.type === 'object',
    )) {
      expect({ path, required: schema.required }).toEqual({
        path,
        required: undefined,
      });
      expect(schema.default).toEqual({});
    }
  });

  it('uses only the CEL functions of the contract', () => {
    const allowed = new Set(
      'has size all exists exists_one filter map matches startsWith endsWith contains timestamp duration'.split(
        ' ',
      ),
    );
    const rules = [...walk(definition.openAPISchema, '')].flatMap(
      ({ schema }) => schema['x-kubernetes-validations'] ?? [],
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const { rule, message } of rules) {
      const called = [...rule.replace(/'[^']*'/g, '').matchAll(/(\w+)\(/g)]
        .map(match => match[1])
        .filter(name => name !== 'in');
      expect(called.filter(name => !allowed.has(name))).toEqual([]);
      expect(message).toMatch(/\.$/);
    }
  });

  it('becomes a closed JSON Schema that accepts its examples', () => {
    const schema = toJsonSchema(definition);
    expect(JSON.stringify(schema)).not.toContain('x-kubernetes');
    expect(schema.title).toBe(definition.title);
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    const folder = `platform/04-apis/${definition.kind.toLowerCase()}/examples`;
    for (const { content } of readRepository(folder)) {
      const [{ claim }] = parseClaimText(content).documents;
      expect({ valid: validate(claim?.spec), errors: validate.errors }).toEqual(
        { valid: true, errors: null },
      );
    }
    expect(validate({ nothing: 1 })).toBe(false);
  });
});

describe('defaults', () => {
  const schema: OpenApiSchema = {
    type: 'object',
    properties: {
      size: { type: 'string', default: 'small' },
      nested: {
        type: 'object',
        default: {},
        properties: { count: { type: 'integer', default: 1 } },
      },
      optional: {
        type: 'object',
        properties: { count: { type: 'integer', default: 2 } },
      },
      list: {
        type: 'array',
        items: {
          type: 'object',
          properties: { flag: { type: 'boolean', default: true } },
        },
      },
    },
  };

  it.each([
    [{}, { size: 'small', nested: { count: 1 } }],
    [{ size: null }, { size: 'small', nested: { count: 1 } }],
    [
      { size: 'big', nested: { count: 5 } },
      { size: 'big', nested: { count: 5 } },
    ],
    [
      { optional: {} },
      { size: 'small', nested: { count: 1 }, optional: { count: 2 } },
    ],
    [
      { list: [{}, { flag: false }] },
      {
        size: 'small',
        nested: { count: 1 },
        list: [{ flag: true }, { flag: false }],
      },
    ],
  ])('of %j', (value, expected) => {
    const before = JSON.stringify(value);
    expect(withDefaults(value, schema)).toEqual(expected);
    expect(JSON.stringify(value)).toBe(before);
  });

  it('do not share objects between claims', () => {
    const first = withDefaults({}, schema);
    const second = withDefaults({}, schema);
    expect(isObject(first) && first.nested).not.toBe(
      isObject(second) && second.nested,
    );
  });

  it('leave no default for the backup of an ephemeral database', () => {
    const spec = withDefaults(
      { dataClass: 'ephemeral' },
      specSchema(definitionOf(tree, 'XPostgres')),
    );
    expect(spec).not.toHaveProperty('backup');
  });
});
