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
import {
  kagentChatPermission,
  kagentDecidePermission,
} from '@zerotouch/plugin-kagent-common';
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
    await this.#refuseActors(req, 'decide about the tools of an agent');
    return this.authorize(req, kagentDecidePermission);
  }

  /**
   * Returns the person behind a request, who acts directly and may chat: what somebody said is shown to others by themselves alone.
   *
   * @throws AuthenticationError, NotAllowedError
   */
  async authorizeShare(
    req: Request,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>> {
    await this.#refuseActors(req, 'share a conversation');
    return this.authorize(req, kagentChatPermission);
  }

  async #refuseActors(req: Request, what: string): Promise<void> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    const { actor, userEntityRef } = credentials.principal;
    if (actor === undefined) return;
    throw new NotAllowedError(
      `"${actor.subject}" acts for "${userEntityRef}", and only a person acting directly may ${what}; do it on the Agent page.`,
    );
  }
}

/** Options of {@link ChatAccess.create}. */
export interface ChatAccessOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}
