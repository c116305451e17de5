import { findNameConflict, findNameError } from './findNameError';

describe('findNameError', () => {
  it.each(['a', 'orders-db', 'orders2-db', 'default-cache', 'x'.repeat(40)])(
    'accepts "%s"',
    name => {
      expect(findNameError(name)).toBeUndefined();
    },
  );

  it('leaves an empty name to the form', () => {
    expect(findNameError('')).toBeUndefined();
  });

  it.each([
    ['Orders', /begin with a lower-case letter/i],
    ['1orders', /begin with a lower-case letter/i],
    ['orders_db', /lower-case letters, digits and single hyphens/i],
    ['orders--db', /single hyphens/i],
    ['orders-', /end with a letter or digit/i],
    ['x'.repeat(41), /at most 40 characters; these are 41/i],
    ['default', /another name/i],
    ['orders-pg', /“pg”/],
    ['agent-orders', /“agent”/],
  ])('refuses "%s"', (name, message) => {
    expect(findNameError(name)).toMatch(message);
  });
});

describe('findNameConflict', () => {
  const claims = [
    {
      kind: 'XPostgres',
      tenant: 'acme',
      name: 'orders-db',
      path: 'tenants/acme/orders-db/xpostgres.yaml',
      entityRef: 'resource:acme/xpostgres-orders-db',
    },
  ];

  it('names the file that has the name already', () => {
    expect(
      findNameConflict(claims, {
        kind: 'XPostgres',
        tenant: 'acme',
        name: 'orders-db',
      }),
    ).toContain('tenants/acme/orders-db/xpostgres.yaml');
  });

  it.each([
    { kind: 'XDragonfly', tenant: 'acme', name: 'orders-db' },
    { kind: 'XPostgres', tenant: 'globex', name: 'orders-db' },
    { kind: 'XPostgres', tenant: 'acme', name: 'orders' },
  ])('lets another kind, tenant or name be: %o', claim => {
    expect(findNameConflict(claims, claim)).toBeUndefined();
  });
});
