import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  Author,
  gitopsDecidePermission,
  gitopsProposePermission,
  gitopsReadPermission,
  isAgentRef,
} from '@zerotouch/plugin-gitops-common';
import { toAuthor } from '../author/toAuthor';

/**
 * Says who may do what with proposals, for HTTP requests and agent actions alike.
 *
 * @remarks
 * Every question is put to the policy with the caller's own credentials. The policy is never asked about services: it
 * would not be called for them, and the answer would always be yes.
 */
export class Authorizer {
  readonly #auth: AuthService;
  readonly #permissions: PermissionsService;

  static create(options: {
    auth: AuthService;
    permissions: PermissionsService;
  }): Authorizer {
    return new Authorizer(options.auth, options.permissions);
  }

  private constructor(auth: AuthService, permissions: PermissionsService) {
    this.#auth = auth;
    this.#permissions = permissions;
  }

  /** Lets through who may read. @throws NotAllowedError */
  async authorizeRead(credentials: BackstageCredentials): Promise<void> {
    this.#toUser(credentials);
    await this.#authorize(credentials, gitopsReadPermission);
  }

  /** Lets through who may propose, and returns them as the author. @throws NotAllowedError */
  async authorizePropose(
    credentials: BackstageCredentials,
    startedBy?: string,
  ): Promise<Author> {
    const principal = this.#toUser(credentials);
    await this.#authorize(credentials, gitopsProposePermission);
    return toAuthor({ principal, startedBy });
  }

  /**
   * Lets through a person acting directly who may decide, and returns them as the approver.
   *
   * @remarks Agents, and plugins that act for a person, are turned away before the policy is asked.
   * @throws NotAllowedError
   */
  async authorizeDecide(credentials: BackstageCredentials): Promise<Author> {
    const principal = this.#toUser(credentials);
    if (isAgentRef(principal.userEntityRef)) {
      throw new NotAllowedError(
        `"${principal.userEntityRef}" is an agent, and only a person may merge or close a proposal; ask a person to do it on the Approvals page`,
      );
    }
    if (principal.actor !== undefined) {
      throw new NotAllowedError(
        `"${principal.actor.subject}" acts for "${principal.userEntityRef}", and only a person acting directly may merge or close a proposal; do it on the Approvals page`,
      );
    }
    await this.#authorize(credentials, gitopsDecidePermission);
    return toAuthor({ principal });
  }

  #toUser(credentials: BackstageCredentials): BackstageUserPrincipal {
    if (!this.#auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Proposals are for people and agents; a service has to call with the token of the user it acts for',
      );
    }
    return credentials.principal;
  }

  async #authorize(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You lack the permission "${permission.name}"; a founder can give you a role that has it`,
      );
    }
  }
}
