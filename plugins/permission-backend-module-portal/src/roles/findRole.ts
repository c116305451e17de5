import { Role, RoleMembers, roles } from './Role';

/** Finds the strongest role held by any of the refs that a person owns; undefined when none does. */
export function findRole(
  members: RoleMembers,
  ownershipEntityRefs: string[],
): Role | undefined {
  const owned = ownershipEntityRefs.map(ref => ref.toLowerCase());
  return roles.find(role => owned.some(ref => members[role].has(ref)));
}
