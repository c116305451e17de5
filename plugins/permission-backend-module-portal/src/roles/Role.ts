/** What a person is in the portal, strongest first. */
export const roles = ['founder', 'operator', 'viewer'] as const;

/** See {@link roles}. */
export type Role = (typeof roles)[number];

/** Entity refs in lower case that hold each role. */
export type RoleMembers = Record<Role, ReadonlySet<string>>;
