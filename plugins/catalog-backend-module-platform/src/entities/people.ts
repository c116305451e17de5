import { Entity } from '@backstage/catalog-model';
import { locationAnnotations } from './annotations';

const ROLES = [
  {
    name: 'founders',
    title: 'Founders',
    description: 'May do everything, merging included.',
  },
  {
    name: 'operators',
    title: 'Operators',
    description: 'May propose and merge.',
  },
  { name: 'viewers', title: 'Viewers', description: 'May read.' },
];

/** Names of groups that a tenant cannot take, since they carry the roles of the portal. */
export const ROLE_GROUPS: readonly string[] = ROLES.map(role => role.name);

/** Returns the groups that carry the roles of the portal, and the founder. */
export function toPeopleEntities(): Entity[] {
  return [
    ...ROLES.map(role => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: {
        name: role.name,
        title: role.title,
        description: role.description,
        annotations: locationAnnotations(),
      },
      spec: {
        type: 'role',
        profile: { displayName: role.title },
        children: [],
      },
    })),
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: {
        name: 'founder',
        title: 'Founder',
        description: 'The person who runs this platform.',
        annotations: locationAnnotations(),
      },
      spec: {
        profile: { displayName: 'Founder' },
        memberOf: ['group:default/founders'],
      },
    },
  ];
}
