import { searchEntities } from './searchEntities';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'operators' },
  spec: { profile: { displayName: 'Operators' } },
};
const database = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'xpostgres-orders-db', namespace: 'acme', title: 'orders' },
};
const location = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Location',
  metadata: { name: 'somewhere' },
};

it('asks for the words in names and titles, and says what was found', async () => {
  const queryEntities = jest.fn(async () => ({
    items: [group, database, location],
    totalItems: 0,
    pageInfo: {},
  }));
  expect(await searchEntities({ queryEntities }, { term: ' or ' })).toEqual([
    {
      ref: 'group:default/operators',
      title: 'Operators',
      description: 'Group',
    },
    {
      ref: 'resource:acme/xpostgres-orders-db',
      title: 'orders',
      description: 'Resource of acme',
    },
  ]);
  expect(queryEntities).toHaveBeenCalledWith(
    expect.objectContaining({
      filter: undefined,
      fullTextFilter: expect.objectContaining({ term: 'or' }),
    }),
  );
});

it('keeps to the kinds it is given, and needs no words', async () => {
  const queryEntities = jest.fn(async () => ({
    items: [],
    totalItems: 0,
    pageInfo: {},
  }));
  await searchEntities({ queryEntities }, { term: '', kinds: ['User'] });
  expect(queryEntities).toHaveBeenCalledWith(
    expect.objectContaining({
      filter: { kind: ['User'] },
      fullTextFilter: undefined,
    }),
  );
});
