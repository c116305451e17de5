import { toFormSchema, toLabel } from './toFormSchema';

describe('toFormSchema', () => {
  it('labels fields and keeps what the definition says', () => {
    expect(
      toFormSchema({
        $schema: 'http://json-schema.org/draft-07/schema#',
        type: 'object',
        properties: {
          storageGB: { type: 'integer', minimum: 10, default: 20 },
        },
        additionalProperties: false,
      }),
    ).toEqual({
      type: 'object',
      properties: {
        storageGB: {
          title: 'Storage GB',
          type: 'integer',
          minimum: 10,
          default: 20,
        },
      },
      additionalProperties: false,
    });
  });

  it('lets an optional mapping be left out', () => {
    const { properties } = toFormSchema({
      type: 'object',
      properties: {
        database: {
          type: 'object',
          description: 'The database.',
          required: ['claim'],
          properties: { claim: { type: 'string' } },
        },
      },
    });
    expect(properties).toEqual({
      database: {
        title: 'Database',
        description: 'The database.',
        oneOf: [
          { title: 'Leave out', type: 'null' },
          {
            title: 'Fill in',
            type: 'object',
            required: ['claim'],
            properties: { claim: { title: 'Claim', type: 'string' } },
          },
        ],
      },
    });
  });

  it('keeps a required mapping, and one that has a default, as they are', () => {
    const { properties } = toFormSchema({
      type: 'object',
      required: ['stream'],
      properties: {
        stream: { type: 'object', properties: { claim: { type: 'string' } } },
        scaling: {
          type: 'object',
          default: {},
          properties: { min: { type: 'integer', default: 1 } },
        },
      },
    });
    expect(properties).toEqual({
      stream: {
        title: 'Stream',
        type: 'object',
        properties: { claim: { title: 'Claim', type: 'string' } },
      },
      scaling: {
        title: 'Scaling',
        type: 'object',
        default: {},
        properties: { min: { title: 'Min', type: 'integer', default: 1 } },
      },
    });
  });

  it('lets an optional list be empty, but not a required one', () => {
    const list = { type: 'array', minItems: 1, items: { type: 'string' } };
    const { properties } = toFormSchema({
      type: 'object',
      required: ['subjects'],
      properties: { paths: list, subjects: list },
    });
    expect(properties).toEqual({
      paths: { title: 'Paths', type: 'array', items: { type: 'string' } },
      subjects: {
        title: 'Subjects',
        type: 'array',
        minItems: 1,
        items: { type: 'string' },
      },
    });
  });

  it('keeps a mapping of free keys', () => {
    const env = { type: 'object', additionalProperties: { type: 'string' } };
    expect(
      toFormSchema({ type: 'object', properties: { env } }).properties,
    ).toEqual({ env: { title: 'Env', ...env } });
  });

  it('prepares the mappings inside a list', () => {
    const { properties } = toFormSchema({
      type: 'object',
      properties: {
        databases: {
          type: 'array',
          items: {
            type: 'object',
            properties: { ownerName: { type: 'string' } },
          },
        },
      },
    });
    expect(properties).toMatchObject({
      databases: {
        items: { properties: { ownerName: { title: 'Owner name' } } },
      },
    });
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
