import {
  parseCatalogQuery,
  sortKinds,
  toFilter,
  toSearchParams,
} from './catalogQuery';

describe('the query of the catalog', () => {
  it('goes into the address and comes back', () => {
    const query = {
      kind: 'resource',
      tenant: 'acme',
      layer: 'apis',
      text: 'a b',
    };
    expect(parseCatalogQuery(toSearchParams(query))).toEqual(query);
    expect(parseCatalogQuery(new URLSearchParams())).toEqual({});
  });

  it('understands the stock addresses', () => {
    expect(
      parseCatalogQuery(new URLSearchParams('filters[kind]=Component')),
    ).toEqual({ kind: 'component' });
  });

  it('becomes a filter', () => {
    expect(toFilter({})).toBeUndefined();
    expect(toFilter({ text: 'x' })).toBeUndefined();
    expect(toFilter({ kind: 'api', tenant: 'acme', layer: 'apis' })).toEqual({
      kind: 'api',
      'metadata.namespace': 'acme',
      'relations.partOf': 'system:default/apis',
    });
  });
});

describe('sortKinds', () => {
  it('puts what people look for first', () => {
    expect(
      sortKinds(
        ['User', 'API', 'Group', 'Component'].map(value => ({ value })),
      ).map(({ value }) => value),
    ).toEqual(['Component', 'API', 'Group', 'User']);
  });
});
