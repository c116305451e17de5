import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gitopsPermissions } from '@zerotouch/plugin-gitops-common';
import { kagentPermissions } from '@zerotouch/plugin-kagent-common';
import { decide } from './decide';

type Principal = 'founder' | 'operator' | 'viewer' | 'agent' | 'stranger';

/** Who may use each permission that is installed; founders may use all of them. */
const expectations: Record<string, Principal[]> = {
  'catalog.entity.read': ['operator', 'viewer', 'agent'],
  'catalog.entity.create': [],
  'catalog.entity.delete': [],
  'catalog.entity.refresh': ['operator'],
  'catalog.entity.validate': ['operator'],
  'catalog.location.read': ['operator', 'viewer', 'agent'],
  'catalog.location.create': [],
  'catalog.location.analyze': [],
  'catalog.location.delete': [],
  'catalog.ingestion.read': [],
  'catalog.ingestion.manage': [],
  'kubernetes.proxy': [],
  'kubernetes.resources.read': ['operator', 'viewer', 'agent'],
  'kubernetes.clusters.read': ['operator', 'viewer', 'agent'],
  'scaffolder.action.execute': ['operator'],
  'scaffolder.template.parameter.read': ['operator', 'viewer', 'agent'],
  'scaffolder.template.step.read': ['operator', 'viewer', 'agent'],
  'scaffolder.template.dry-run': ['operator'],
  'scaffolder.template.management': [],
  'scaffolder.task.read': ['operator', 'viewer', 'agent'],
  'scaffolder.task.create': ['operator'],
  'scaffolder.task.cancel': ['operator'],
  'gitops.read': ['operator', 'viewer', 'agent'],
  'gitops.propose': ['operator', 'agent'],
  'gitops.decide': [],
  'kagent.read': ['operator', 'viewer', 'agent'],
  'kagent.chat': ['operator'],
  'kagent.decide': [],
  'knowledge.read': ['operator', 'viewer', 'agent'],
  'a.plugin.of.tomorrow.read': [],
};

const members = {
  founder: new Set(['group:default/founders']),
  operator: new Set(['group:default/operators']),
  viewer: new Set(['group:default/viewers']),
};

const person = (name: string, ...groups: string[]) => ({
  userEntityRef: `user:default/${name}`,
  ownershipEntityRefs: [
    `user:default/${name}`,
    ...groups.map(group => `group:default/${group}`),
  ],
});

const users: Record<Principal, ReturnType<typeof person>> = {
  founder: person('ada', 'founders'),
  operator: person('grace', 'operators'),
  viewer: person('linus', 'viewers'),
  agent: {
    userEntityRef: 'user:agents/sre',
    ownershipEntityRefs: ['user:agents/sre'],
  },
  stranger: person('eve', 'nobody'),
};

function installedPermissions(): string[] {
  const scope = dirname(
    dirname(require.resolve('@backstage/plugin-catalog-common/package.json')),
  );
  const texts = readdirSync(scope)
    .filter(
      name => name.startsWith('plugin-') && name !== 'plugin-permission-common',
    )
    .flatMap(name => {
      const dist = join(scope, name, 'dist');
      return readdirSync(dist, { recursive: true, encoding: 'utf8' })
        .filter(file => file.endsWith('permissions.cjs.js'))
        .map(file => readFileSync(join(dist, file), 'utf8'));
    });
  return texts.flatMap(text =>
    [...text.matchAll(/createPermission\(\{\s*name: "([^"]+)"/g)].map(
      match => match[1],
    ),
  );
}

describe('decide', () => {
  const cases = Object.entries(expectations).flatMap(([permission, allowed]) =>
    (Object.keys(users) as Principal[]).map(
      principal =>
        [
          principal,
          principal === 'founder' || allowed.includes(principal),
          permission,
        ] as const,
    ),
  );

  it.each(cases)(
    'answers %s with %s for %s',
    (principal, allowed, permission) => {
      expect(decide({ permission, user: users[principal], members })).toBe(
        allowed,
      );
    },
  );

  it.each(Object.keys(expectations))('denies %s to anonymous', permission => {
    expect(decide({ permission, members })).toBe(false);
  });

  it('has an expectation for every permission that is installed', () => {
    const installed = [
      ...installedPermissions(),
      ...[...gitopsPermissions, ...kagentPermissions].map(p => p.name),
    ];
    expect(installed.length).toBeGreaterThan(25);
    expect(installed.filter(name => !(name in expectations))).toEqual([]);
  });

  it('judges an agent as an agent even when it owns the founders group', () => {
    const user = {
      userEntityRef: 'User:Agents/sre',
      ownershipEntityRefs: ['user:agents/sre', 'group:default/founders'],
    };
    expect(decide({ permission: 'gitops.decide', user, members })).toBe(false);
    expect(
      decide({ permission: 'catalog.location.create', user, members }),
    ).toBe(false);
    expect(decide({ permission: 'gitops.propose', user, members })).toBe(true);
  });
});
