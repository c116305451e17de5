import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { RoleMembers, roles } from './Role';

const ENTITY_REF =
  /^(?:group|user):[a-z0-9][a-z0-9._-]*\/[a-z0-9][a-z0-9._-]*$/;

/**
 * Reads `portal.roles`; a role that is not configured has no members.
 *
 * @throws InputError when an entry is not a full ref of a group or user, so that a typing error never widens a role.
 */
export function readRoleMembers(config: Config): RoleMembers {
  const section = config.getOptionalConfig('portal.roles');
  const unknown = section?.keys().find(key => !roles.some(r => r === key));
  if (unknown) {
    throw new InputError(
      `Unknown role "${unknown}" in "portal.roles"; use ${roles.join(', ')}`,
    );
  }
  const read = (role: string) =>
    new Set(
      (section?.getOptionalStringArray(role) ?? []).map(ref =>
        parseMember(role, ref),
      ),
    );
  return {
    founder: read('founder'),
    operator: read('operator'),
    viewer: read('viewer'),
  };
}

function parseMember(role: string, ref: string): string {
  const lower = ref.toLowerCase();
  if (!ENTITY_REF.test(lower)) {
    throw new InputError(
      `"${ref}" in "portal.roles.${role}" is not the ref of a group or user; write it as group:default/founders`,
    );
  }
  return lower;
}
