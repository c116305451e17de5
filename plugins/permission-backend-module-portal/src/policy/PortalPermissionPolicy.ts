import { Config } from '@backstage/config';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { readRoleMembers } from '../roles/readRoleMembers';
import { RoleMembers } from '../roles/Role';
import { decide } from './decide';

/** Answers every permission question of the portal from the roles in the configuration. */
export class PortalPermissionPolicy implements PermissionPolicy {
  readonly #members: RoleMembers;

  /** Reads the roles; throws InputError when one of them cannot be read. */
  static create(options: { config: Config }): PortalPermissionPolicy {
    return new PortalPermissionPolicy(readRoleMembers(options.config));
  }

  private constructor(members: RoleMembers) {
    this.#members = members;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const allowed = decide({
      permission: request.permission.name,
      user: user?.info,
      members: this.#members,
    });
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
}
