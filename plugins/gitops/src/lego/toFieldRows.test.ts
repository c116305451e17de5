import { toFieldRows } from './toFieldRows';

const definition = {
  schema: {
    properties: {
      metadata: { properties: { name: { type: 'string' } } },
      spec: {
        required: ['size'],
        properties: {
          size: { enum: ['small', 'large'], default: 'small' },
          storageGB: { type: 'integer', minimum: 10, maximum: 1000 },
          backup: {
            type: 'object',
            description: 'The archive.',
            default: {},
            properties: { on: { type: 'boolean', default: false } },
          },
          databases: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name'],
              properties: { name: { type: 'string' } },
            },
          },
        },
      },
    },
  },
};

describe('toFieldRows', () => {
  it('lists fields with type, default and whether they are needed', () => {
    expect(
      toFieldRows(definition).map(row => [
        row.path,
        row.type,
        row.default,
        row.isRequired,
      ]),
    ).toEqual([
      ['size', 'small | large', 'small', true],
      ['storageGB', 'integer, 10 to 1000', undefined, false],
      ['backup', 'group', undefined, false],
      ['backup.on', 'yes or no', 'false', false],
      ['databases', 'list of group', undefined, false],
      ['databases[].name', 'text', undefined, true],
    ]);
    expect(toFieldRows(definition)[2].description).toBe('The archive.');
  });

  it.each([undefined, null, 'text', [], { schema: 7 }])(
    'finds nothing in %o',
    value => {
      expect(toFieldRows(value)).toEqual([]);
    },
  );

  it('says one-sided limits', () => {
    const spec = (field: object) => ({
      schema: { properties: { spec: { properties: { field } } } },
    });
    expect(toFieldRows(spec({ type: 'integer', minimum: 1 }))[0].type).toBe(
      'integer, at least 1',
    );
    expect(toFieldRows(spec({ type: 'integer', maximum: 9 }))[0].type).toBe(
      'integer, at most 9',
    );
    expect(toFieldRows(spec({}))[0].type).toBe('anything');
  });
});
