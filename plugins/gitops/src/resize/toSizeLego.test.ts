import { hasSizes, pickSizes, toSizeLego, withSizes } from './toSizeLego';

const lego = {
  kind: 'XWebService',
  apiVersion: 'platform.zerotouch.dev/v1alpha1',
  scope: 'Namespaced' as const,
  title: 'Web service',
  description: '',
  group: 'Services',
  path: 'platform/x.yaml',
  rules: ['a rule'],
  choices: {},
  firstFields: [],
  conditions: [],
  schema: {
    required: ['image', 'size'],
    properties: {
      image: { type: 'string' },
      size: { enum: ['small', 'large'] },
      scaling: {
        type: 'object',
        properties: {
          min: { type: 'integer' },
          max: { type: 'integer' },
          metric: { type: 'string' },
        },
      },
      probe: { type: 'object', properties: { path: { type: 'string' } } },
    },
  },
};
const spec = {
  image: 'app',
  size: 'small',
  scaling: { min: 1, metric: 'cpu' },
};

it('keeps the fields that decide how much a claim takes', () => {
  const { schema } = toSizeLego(lego);
  expect(schema).toMatchObject({ required: ['size'] });
  expect(Object.keys(Object(schema.properties))).toEqual(['size', 'scaling']);
  expect(pickSizes(spec, schema)).toEqual({
    size: 'small',
    scaling: { min: 1 },
  });
});

it('knows an API without sizes', () => {
  expect(hasSizes(lego)).toBe(true);
  expect(
    hasSizes({ ...lego, schema: { properties: { a: { type: 'string' } } } }),
  ).toBe(false);
});

it('puts them back and leaves everything else', () => {
  const before = { size: 'small', scaling: { min: 1 } };
  expect(
    withSizes(spec, before, { size: 'large', scaling: { max: 3 } }),
  ).toEqual({
    image: 'app',
    size: 'large',
    scaling: { max: 3, metric: 'cpu' },
  });
  expect(withSizes(spec, before, {})).toEqual({ image: 'app' });
});
