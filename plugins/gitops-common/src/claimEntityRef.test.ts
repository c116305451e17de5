import { claimEntityRef } from './claimEntityRef';

it.each([
  ['XPostgres', 'orders-db', 'resource:acme/xpostgres-orders-db'],
  ['XDragonfly', 'sessions', 'resource:acme/xdragonfly-sessions'],
  ['XEventStream', 'orders', 'resource:acme/xeventstream-orders'],
  ['XTenant', 'acme', 'resource:acme/xtenant-acme'],
  ['XWebService', 'shop', 'component:acme/xwebservice-shop'],
  [
    'XEventDrivenService',
    'mailer',
    'component:acme/xeventdrivenservice-mailer',
  ],
  ['XAgent', 'sre', 'component:acme/xagent-sre'],
])('names the entity of the %s "%s"', (kind, name, expected) => {
  expect(claimEntityRef({ kind, tenant: 'acme', name })).toBe(expected);
});
