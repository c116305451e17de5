/* Each check of the table is run by a test below. */
/* eslint-disable jest/no-standalone-expect, jest/expect-expect */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FormField } from './FormField';
import { dropHidden, findMissing, withKey } from './specValues';
import { toFormFields } from './toFormFields';
import { toMessages } from './toMessages';
import { toLabel } from './toLabel';

const page = readFileSync(
  resolve(__dirname, '../../../../docs/specs/forms.md'),
  'utf8',
);

/** The first column of the table, in its order. */
const documented = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| in the'))
  .map(line => line.split(' | ')[0].slice(2));

const text = { type: 'string' };

function fieldOf(
  schema: object,
  options?: Parameters<typeof toFormFields>[1],
): FormField {
  return toFormFields(
    { type: 'object', properties: { field: schema } },
    options,
  )[0];
}

function nest(levels: number): object {
  return levels === 0
    ? text
    : { type: 'object', properties: { inner: nest(levels - 1) } };
}

function deepest(field: FormField): FormField {
  return field.type === 'group' ? deepest(field.fields[0]) : field;
}

/** One check a row; a row without one fails the test below. */
const checks: Record<string, () => void> = {
  '`type: string`': () => expect(fieldOf(text).type).toBe('text'),
  '`type: string` with `maxLength` above 1000': () =>
    expect(fieldOf({ ...text, maxLength: 4096 })).toMatchObject({
      type: 'text',
      maxLength: 4096,
    }),
  '`type: integer`': () =>
    expect(fieldOf({ type: 'integer', minimum: 1, maximum: 9 })).toMatchObject({
      type: 'number',
      isInteger: true,
      minimum: 1,
      maximum: 9,
    }),
  '`type: number`': () =>
    expect(fieldOf({ type: 'number' })).toMatchObject({ isInteger: false }),
  '`type: boolean`': () =>
    expect(fieldOf({ type: 'boolean' }).type).toBe('flag'),
  '`enum`': () =>
    expect(fieldOf({ type: 'integer', enum: [16, 17] })).toMatchObject({
      type: 'choice',
      options: [{ value: 16 }, { value: 17 }],
    }),
  '`enum` whose description names each value': () =>
    expect(
      fieldOf({
        ...text,
        enum: ['micro', 'small'],
        description:
          'How much it gets. micro is 0.1 cores and 256 MiB, small 0.25 cores and 512 MiB.',
      }),
    ).toMatchObject({
      description: 'How much it gets.',
      options: [
        { value: 'micro', meaning: '0.1 cores and 256 MiB' },
        { value: 'small', meaning: '0.25 cores and 512 MiB' },
      ],
    }),
  '`default`': () =>
    expect(fieldOf({ ...text, default: 'a' })).toMatchObject({ default: 'a' }),
  '`required`': () => {
    const fields = toFormFields({
      type: 'object',
      required: ['a'],
      properties: { a: text, b: text },
    });
    expect(fields.map(({ isRequired }) => isRequired)).toEqual([true, false]);
    expect(findMissing(fields, {})).toEqual(['/a']);
    expect(findMissing(fields, { a: 'x' })).toEqual([]);
  },
  '`pattern`, `format`, `minLength`, `minimum`, `maximum`': () => {
    const finding = {
      rule: 'schema',
      severity: 'error' as const,
      path: 'x.yaml',
      pointer: '/spec/storageGB',
      message: 'spec.storageGB must be at least 10, not 5.',
    };
    expect(
      toMessages({ findings: [finding], missing: [], showMissing: false }),
    ).toEqual(new Map([['/storageGB', ['It must be at least 10, not 5.']]]));
  },
  '`type: array`': () =>
    expect(fieldOf({ type: 'array', items: text })).toMatchObject({
      type: 'list',
      isSet: false,
      item: { type: 'text' },
    }),
  '`type: array` of `enum`, each once': () =>
    expect(
      fieldOf({
        type: 'array',
        uniqueItems: true,
        items: { ...text, enum: ['a', 'b'] },
      }),
    ).toMatchObject({ type: 'list', isSet: true }),
  '`maxItems`': () =>
    expect(fieldOf({ type: 'array', items: text, maxItems: 3 })).toMatchObject({
      maxItems: 3,
    }),
  '`type: object` with `properties`': () =>
    expect(
      fieldOf({ type: 'object', properties: { owner: text, repoUrl: text } }),
    ).toMatchObject({
      type: 'group',
      fields: [{ key: 'owner' }, { key: 'repoUrl' }],
    }),
  'optional object without a default': () => {
    const field = fieldOf({
      type: 'object',
      required: ['claim'],
      properties: { claim: text },
    });
    expect(field).toMatchObject({ type: 'group', isOptional: true });
    expect(findMissing([field], {})).toEqual([]);
    expect(findMissing([field], { field: {} })).toEqual(['/field/claim']);
  },
  'optional object with a default': () =>
    expect(
      fieldOf({ type: 'object', default: {}, properties: { min: text } }),
    ).toMatchObject({ type: 'group', isOptional: false }),
  '`additionalProperties` of one type': () =>
    expect(
      fieldOf({ type: 'object', additionalProperties: text, maxProperties: 4 }),
    ).toMatchObject({ type: 'map', value: { type: 'text' }, maxProperties: 4 }),
  '`oneOf` of required fields': () =>
    expect(
      fieldOf({
        type: 'object',
        properties: { prompt: text, page: text, note: text },
        oneOf: [{ required: ['prompt'] }, { required: ['page'] }],
      }),
    ).toMatchObject({
      type: 'variant',
      variants: [
        {
          title: 'Prompt',
          field: {
            type: 'group',
            fields: [{ key: 'prompt' }, { key: 'note' }],
          },
        },
        { title: 'Page' },
      ],
    }),
  '`oneOf` of types or titles': () =>
    expect(
      fieldOf({ oneOf: [{ type: 'integer' }, { type: 'string' }] }),
    ).toMatchObject({
      type: 'variant',
      variants: [
        { title: 'Integer', field: { type: 'number' } },
        { title: 'String', field: { type: 'text' } },
      ],
    }),
  '"Name of an XPostgres claim of the same tenant"': () =>
    expect(
      fieldOf({
        ...text,
        description: 'Name of an XPostgres claim of the same tenant.',
      }),
    ).toMatchObject({
      type: 'reference',
      to: { what: 'claim', kind: 'XPostgres' },
    }),
  '`consumer` beside the `claim` of a stream': () =>
    expect(
      fieldOf({ type: 'object', properties: { claim: text, consumer: text } }),
    ).toMatchObject({
      fields: [
        { type: 'text' },
        { type: 'reference', to: { what: 'consumer' } },
      ],
    }),
  'a model or tool server of the platform': () =>
    expect(
      fieldOf(
        {
          type: 'array',
          items: { type: 'object', properties: { server: text } },
        },
        { choices: { '/field/-/server': ['github'] } },
      ),
    ).toMatchObject({
      item: {
        fields: [{ type: 'reference', to: { values: ['github'] } }],
      },
    }),
  '`key` of `secrets`': () =>
    expect(
      toFormFields({
        type: 'object',
        properties: {
          secrets: {
            type: 'array',
            items: { type: 'object', properties: { key: text } },
          },
        },
      }),
    ).toMatchObject([
      { item: { fields: [{ type: 'text', role: 'secret-name' }] } },
    ]),
  '`x-kubernetes-validations`': () =>
    expect(
      toMessages({
        findings: [
          {
            rule: 'cel',
            severity: 'error',
            path: 'x.yaml',
            pointer: '/spec/scaling/min',
            message:
              'spec.scaling.min must not be greater than spec.scaling.max.',
          },
        ],
        missing: [],
        showMissing: false,
      }).get('/scaling/min'),
    ).toEqual(['It must not be greater than spec.scaling.max.']),
  'rule "without this, or with that value of another"': () => {
    const fields = toFormFields({
      type: 'object',
      properties: {
        exposure: { ...text, default: 'internal' },
        hostname: text,
      },
    });
    const conditions = [
      { field: 'hostname', by: 'exposure', equals: true, value: 'public' },
    ];
    expect(dropHidden({ hostname: 'a.b' }, fields, conditions)).toEqual({});
    expect(
      dropHidden({ exposure: 'public', hostname: 'a.b' }, fields, conditions),
    ).toEqual({ exposure: 'public', hostname: 'a.b' });
  },
  'annotation `first-fields`': () =>
    expect(
      toFormFields(
        { type: 'object', properties: { a: text, b: text } },
        { firstFields: ['b'] },
      ).map(({ isAdvanced }) => isAdvanced),
    ).toEqual([true, false]),
  '`anyOf`, `allOf`, `not`': () => {
    for (const key of ['anyOf', 'allOf', 'not']) {
      expect(fieldOf({ ...text, [key]: [{}] })).toMatchObject({
        type: 'yaml',
        reason: 'its schema combines others',
      });
    }
  },
  'no `type`, or `x-kubernetes-preserve-unknown-fields`': () => {
    expect(fieldOf({}).type).toBe('yaml');
    expect(fieldOf({ type: 'object' }).type).toBe('yaml');
    expect(fieldOf({ type: 'array' }).type).toBe('yaml');
    expect(fieldOf({ oneOf: [{}, {}] }).type).toBe('yaml');
  },
  'nested deeper than eight levels': () => {
    expect(deepest(fieldOf(nest(7))).type).toBe('text');
    expect(deepest(fieldOf(nest(8))).type).toBe('yaml');
  },
};

describe('how forms show an API', () => {
  it('is written down for every feature', () => {
    expect(documented).toEqual(Object.keys(checks));
  });

  it.each(Object.entries(checks))('%s', (_, check) => check());
});

describe('names that mean something to JavaScript', () => {
  const names = ['owner', 'repoUrl', 'constructor', 'toString', '__proto__'];
  const properties = Object.fromEntries(names.map(name => [name, text]));

  it.each(names)('%s is a field like every other', name => {
    const fields = toFormFields({
      type: 'object',
      properties,
      required: names,
    });
    expect(fields.find(({ key }) => key === name)).toMatchObject({
      type: 'text',
      isRequired: true,
    });
    expect(findMissing(fields, {})).toContain(`/${name}`);
    const value = withKey({}, name, 'x');
    expect(Object.keys(value)).toEqual([name]);
    expect(findMissing(fields, value)).not.toContain(`/${name}`);
    expect(Object.prototype).not.toHaveProperty('x');
    expect(JSON.stringify(value)).toBe(`{"${name}":"x"}`);
  });
});

describe('toLabel', () => {
  it.each([
    ['size', 'Size'],
    ['storageGB', 'Storage GB'],
    ['maxConnections', 'Max connections'],
    ['targetLSN', 'Target LSN'],
    ['backupID', 'Backup ID'],
  ])('makes %s "%s"', (key, label) => {
    expect(toLabel(key)).toBe(label);
  });
});
