import { isAgentRef } from '@zerotouch/plugin-gitops-common';
import { findRole } from '../roles/findRole';
import { Role, RoleMembers } from '../roles/Role';
import {
  agentPermissions,
  operatorPermissions,
  viewerPermissions,
} from './allowedPermissions';

/** Options of {@link decide}. */
export interface DecideOptions {
  /** Name of the permission, such as `gitops.decide`. */
  permission: string;
  /** Who asks; undefined for somebody who is not signed in. */
  user?: { userEntityRef: string; ownershipEntityRefs: string[] };
  members: RoleMembers;
}

/**
 * Says whether somebody may use a permission.
 *
 * @remarks An agent identity is judged as an agent whatever groups it owns, so no role can make an agent decide.
 */
export function decide(options: DecideOptions): boolean {
  const { permission, user, members } = options;
  if (!user) {
    return false;
  }
  if (isAgentRef(user.userEntityRef)) {
    return agentPermissions.has(permission);
  }
  return decideForRole(findRole(members, user.ownershipEntityRefs), permission);
}

function decideForRole(role: Role | undefined, permission: string): boolean {
  switch (role) {
    case 'founder':
      return true;
    case 'operator':
      return operatorPermissions.has(permission);
    case 'viewer':
      return viewerPermissions.has(permission);
    case undefined:
      return false;
    default: {
      const unreachable: never = role;
      return unreachable;
    }
  }
}
