import { toTenants } from './toTenants';

const claim = (kind: string, tenant: string, name: string) => ({
  kind,
  tenant,
  name,
  path: `tenants/${tenant}/${name}/${kind.toLowerCase()}.yaml`,
  entityRef: `resource:${tenant}/${kind.toLowerCase()}-${name}`,
});

describe('toTenants', () => {
  it('sorts tenants and their claims, and does not count what makes a tenant', () => {
    expect(
      toTenants([
        claim('XPostgres', 'globex', 'ledger'),
        claim('XWebService', 'acme', 'storefront'),
        claim('XTenant', 'acme', 'acme'),
        claim('XPostgres', 'acme', 'orders-db'),
        claim('XTenant', 'initech', 'initech'),
      ]).map(({ name, claims }) => [name, claims.map(item => item.name)]),
    ).toEqual([
      ['acme', ['orders-db', 'storefront']],
      ['globex', ['ledger']],
      ['initech', []],
    ]);
  });
});
