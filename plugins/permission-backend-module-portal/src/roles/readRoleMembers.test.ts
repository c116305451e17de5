import { mockServices } from '@backstage/backend-test-utils';
import { findRole } from './findRole';
import { readRoleMembers } from './readRoleMembers';

const read = (portal: object) =>
  readRoleMembers(
    mockServices.rootConfig({ data: JSON.parse(JSON.stringify({ portal })) }),
  );

describe('readRoleMembers', () => {
  it('reads the members of each role in lower case', () => {
    expect(
      read({
        roles: {
          founder: ['group:default/Founders', 'user:default/ada'],
          viewer: ['group:default/viewers'],
        },
      }),
    ).toEqual({
      founder: new Set(['group:default/founders', 'user:default/ada']),
      operator: new Set(),
      viewer: new Set(['group:default/viewers']),
    });
  });

  it('gives nobody a role without configuration', () => {
    const members = read({});
    expect(findRole(members, ['group:default/founders'])).toBeUndefined();
  });

  it.each(['founders', 'group:founders', 'component:default/x', '*', ''])(
    'refuses the member "%s"',
    ref => {
      expect(() =>
        read({ roles: { founder: ['group:default/a', ref] } }),
      ).toThrow(/portal\.roles\.founder/);
    },
  );

  it('refuses a role it does not know', () => {
    expect(() => read({ roles: { admin: ['group:default/a'] } })).toThrow(
      'Unknown role "admin" in "portal.roles"; use founder, operator, viewer',
    );
  });
});

describe('findRole', () => {
  const members = read({
    roles: {
      founder: ['group:default/founders'],
      operator: ['group:default/operators'],
      viewer: ['group:default/viewers', 'user:default/guest'],
    },
  });

  it.each([
    [['group:default/founders'], 'founder'],
    [['GROUP:Default/Founders'], 'founder'],
    [['group:default/viewers', 'group:default/operators'], 'operator'],
    [['user:default/guest'], 'viewer'],
    [['user:default/founders'], undefined],
    [['group:other/founders'], undefined],
    [[], undefined],
  ])('finds for %j the role %s', (refs, role) => {
    expect(findRole(members, refs)).toBe(role);
  });
});
