import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { kagentDecidePermission } from '@zerotouch/plugin-kagent-common';
import { Request } from 'express';

/** Lets people through whom the policy permits; agents and services never speak as a person. */
export class ChatAccess {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;

  private constructor(options: ChatAccessOptions) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
  }

  static create(options: ChatAccessOptions): ChatAccess {
    return new ChatAccess(options);
  }

  /** Returns the person behind a request. @throws AuthenticationError, NotAllowedError */
  async authorize(
    req: Request,
    permission: BasicPermission,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    const { userEntityRef } = credentials.principal;
    if (userEntityRef.toLowerCase().startsWith('user:agents/')) {
      throw new NotAllowedError(
        `Conversations are for people; the agent "${userEntityRef}" has none.`,
      );
    }
    const [decision] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission "${permission.name}", which "${userEntityRef}" does not have; ask the founder of the platform for it.`,
      );
    }
    return credentials;
  }

  /**
   * Returns the person behind a request, who acts directly and may decide.
   *
   * @remarks A plugin that acts for a person is turned away before the policy is asked.
   * @throws AuthenticationError, NotAllowedError
   */
  async authorizeDecide(
    req: Request,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    const { actor, userEntityRef } = credentials.principal;
    if (actor !== undefined) {
      throw new NotAllowedError(
        `"${actor.subject}" acts for "${userEntityRef}", and only a person acting directly may decide about the tools of an agent; do it on the Agent page.`,
      );
    }
    return this.authorize(req, kagentDecidePermission);
  }
}

/** Options of {@link ChatAccess.create}. */
export interface ChatAccessOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}
