import Ajv from 'ajv';
import { toClosedSchema } from './toClosedSchema';

const ajv = new Ajv({ strict: false, validateFormats: false });

function accepts(spec: unknown, value: unknown): boolean {
  const schema = toClosedSchema({
    type: 'object',
    properties: { spec },
  });
  return ajv.validate(schema, {
    apiVersion: 'v1',
    kind: 'Test',
    metadata: { name: 'test' },
    spec: value,
  });
}

describe('toClosedSchema', () => {
  it.each<[string, unknown, unknown, boolean]>([
    [
      'a known field',
      { type: 'object', properties: { a: { type: 'string' } } },
      { a: 'x' },
      true,
    ],
    [
      'an unknown field',
      { type: 'object', properties: { a: { type: 'string' } } },
      { b: 'x' },
      false,
    ],
    [
      'an unknown field in a list',
      { type: 'array', items: { type: 'object', properties: { a: {} } } },
      [{ b: 1 }],
      false,
    ],
    [
      'a field of an object without properties, which would be dropped',
      { type: 'object' },
      { a: 1 },
      false,
    ],
    [
      'any field of a map',
      { type: 'object', additionalProperties: { type: 'string' } },
      { a: 'x' },
      true,
    ],
    [
      'a wrong value in a map',
      { type: 'object', additionalProperties: { type: 'string' } },
      { a: 1 },
      false,
    ],
    [
      'an unknown field where they are kept',
      {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { a: { type: 'string' } },
      },
      { b: 1 },
      true,
    ],
    [
      'a wrong known field where unknown ones are kept',
      {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: { a: { type: 'string' } },
      },
      { a: 1 },
      false,
    ],
    [
      'anything where there is no type',
      { 'x-kubernetes-preserve-unknown-fields': true },
      [1, 'x'],
      true,
    ],
    [
      'a number as integer or text',
      {
        'x-kubernetes-int-or-string': true,
        anyOf: [{ type: 'integer' }, { type: 'string' }],
        pattern: '^[0-9]+%$',
      },
      3,
      true,
    ],
    [
      'a text as integer or text',
      {
        'x-kubernetes-int-or-string': true,
        anyOf: [{ type: 'integer' }, { type: 'string' }],
        pattern: '^[0-9]+%$',
      },
      '30%',
      true,
    ],
    [
      'a list as integer or text',
      { 'x-kubernetes-int-or-string': true },
      [],
      false,
    ],
    [
      'a text against the pattern of integer or text',
      { 'x-kubernetes-int-or-string': true, pattern: '^[0-9]+%$' },
      'x',
      false,
    ],
    [
      'null where it may be',
      { type: 'string', nullable: true, enum: ['a'] },
      null,
      true,
    ],
    ['null where it may not be', { type: 'string' }, null, false],
    [
      'an embedded object',
      {
        type: 'object',
        'x-kubernetes-embedded-resource': true,
        properties: { spec: { type: 'object' } },
      },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
      true,
    ],
    [
      'an unknown field of an embedded object',
      { type: 'object', 'x-kubernetes-embedded-resource': true },
      { status: {} },
      false,
    ],
    [
      'a choice that only requires',
      {
        type: 'object',
        properties: { a: {}, b: {} },
        oneOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      { a: 1 },
      true,
    ],
    [
      'both sides of a choice',
      {
        type: 'object',
        properties: { a: {}, b: {} },
        oneOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      { a: 1, b: 1 },
      false,
    ],
    [
      'an exclusive bound on its edge',
      { type: 'integer', minimum: 1, exclusiveMinimum: true },
      1,
      false,
    ],
    [
      'a pattern that only Go can read',
      { type: 'string', pattern: '(?P<name>a)' },
      'b',
      true,
    ],
  ])('decides on %s', (_name, spec, value, expected) => {
    expect(accepts(spec, value)).toBe(expected);
  });

  it('closes metadata', () => {
    const schema = toClosedSchema({ type: 'object', properties: {} });
    const check = (metadata: unknown) =>
      ajv.validate(schema, { apiVersion: 'v1', kind: 'Test', metadata });
    expect(check({ name: 'a', labels: { a: 'b' } })).toBe(true);
    expect(check({ name: 'a', label: {} })).toBe(false);
    expect(check({ name: 'a', labels: { a: 1 } })).toBe(false);
  });
});
