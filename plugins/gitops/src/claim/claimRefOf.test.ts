import { claimRefOf } from './claimRefOf';

it.each([
  ['XPostgres', 'orders-db', 'resource:acme/xpostgres-orders-db'],
  ['XWebService', 'web', 'component:acme/xwebservice-web'],
  ['XTenant', 'acme', 'domain:default/acme'],
])('leads from %s %s to %s', (kind, name, ref) => {
  expect(claimRefOf({ kind, tenant: 'acme', name })).toBe(ref);
});
