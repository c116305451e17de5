import {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { ConversationStore } from './ConversationStore';

/** Somebody who signed in. */
export type Person = BackstageCredentials<BackstageUserPrincipal>;

/** Says which conversations a person may write in, and which they may read. */
export class ConversationAccess {
  readonly #store: ConversationStore;
  readonly #userInfo: UserInfoService;

  private constructor(options: ConversationAccessOptions) {
    this.#store = options.store;
    this.#userInfo = options.userInfo;
  }

  static create(options: ConversationAccessOptions): ConversationAccess {
    return new ConversationAccess(options);
  }

  /** Returns a conversation of the person's own. @throws NotFoundError; NotAllowedError when they may read it alone. */
  async getOwn(credentials: Person, id: string): Promise<ConversationSummary> {
    const own = await this.#findOwn(credentials, id);
    if (own) return own;
    const shared = await this.#findShared(credentials, id);
    if (!shared) throw notFound(id);
    throw new NotAllowedError(
      `"${shared.owner}" shares this conversation with you to read it; start one of your own to ask an agent.`,
    );
  }

  /** Returns a conversation that the person may read. @throws NotFoundError */
  async getReadable(
    credentials: Person,
    id: string,
  ): Promise<ConversationSummary> {
    const found =
      (await this.#findOwn(credentials, id)) ??
      (await this.#findShared(credentials, id));
    if (!found) throw notFound(id);
    return found;
  }

  /** The refs under which others may share with the person: their own and those of their teams, in lower case. */
  async listReaderRefs(credentials: Person): Promise<string[]> {
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      credentials,
    );
    const refs = [toOwner(credentials), ...ownershipEntityRefs];
    return [...new Set(refs.map(ref => ref.toLowerCase()))];
  }

  async #findOwn(
    credentials: Person,
    id: string,
  ): Promise<ConversationSummary | undefined> {
    try {
      return await this.#store.get({ id, owner: toOwner(credentials) });
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  async #findShared(
    credentials: Person,
    id: string,
  ): Promise<ConversationSummary | undefined> {
    const readers = await this.listReaderRefs(credentials);
    return this.#store.findShared({ id, readers });
  }
}

/** The entity ref of a person, as conversations name their owner. */
export function toOwner(credentials: Person): string {
  return credentials.principal.userEntityRef;
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(
    `There is no conversation "${id}" of yours; it may have been deleted.`,
  );
}

/** Options of {@link ConversationAccess.create}. */
export interface ConversationAccessOptions {
  store: ConversationStore;
  userInfo: UserInfoService;
}
