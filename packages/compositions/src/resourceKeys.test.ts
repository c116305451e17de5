import { isFrozenKey, resourceKeys } from './resourceKeys';

/**
 * A copy on purpose. Crossplane deletes what a response leaves out: a key that disappears or changes its name here deletes objects in the
 * cluster. Keys may be added to both lists; nothing may be removed from this one.
 */
const frozen: Record<string, string[]> = {
  XPostgres: [
    'alerts',
    'archive-backup',
    'backup-credentials',
    'cluster',
    'database-*',
    'network-policy',
    'object-store',
    'origin-store',
    'pod-monitor',
    'protect',
    'scheduled-backup',
  ],
  XWebService: [
    'alerts',
    'deployment',
    'disruption-budget',
    'http-route',
    'network-policy',
    'optional-secret-*',
    'pod-monitor',
    'protect',
    'scaled-object',
    'secrets',
    'service',
    'service-account',
    'volume',
  ],
  XDragonfly: [
    'credentials',
    'dragonfly',
    'network-policy',
    'password',
    'pod-monitor',
    'protect',
  ],
  XTenant: [
    'access-operate',
    'access-view',
    'limits',
    'namespace',
    'network-policy',
    'protect',
    'protect-namespace',
    'quota',
    'secret-store',
  ],
};

it.each(Object.keys(frozen))('keeps every key of %s', kind => {
  expect(resourceKeys[kind]).toEqual(expect.arrayContaining(frozen[kind]));
});

it.each([
  ['XPostgres', 'cluster', true],
  ['XPostgres', 'database-orders', true],
  ['XPostgres', 'database-', false],
  ['XPostgres', 'databases', false],
  ['XPostgres', 'deployment', false],
  ['XUnknown', 'cluster', false],
])('says whether %s may compose under %s', (kind, key, expected) => {
  expect(isFrozenKey(kind, key)).toBe(expected);
});
