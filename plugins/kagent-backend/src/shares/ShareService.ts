import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import {
  ConversationAccess,
  Person,
} from '../conversations/ConversationAccess';
import { ConversationStore } from '../conversations/ConversationStore';
import { Wakeups } from '../conversations/Wakeups';

/** Lets people and teams read a conversation, and ends that at once. */
export class ShareService {
  readonly #options: ShareServiceOptions;

  private constructor(options: ShareServiceOptions) {
    this.#options = options;
  }

  static create(options: ShareServiceOptions): ShareService {
    return new ShareService(options);
  }

  /**
   * Sets everybody who may read a conversation beside its owner.
   *
   * @remarks Who reads already may stay on when the catalog no longer knows them; the owner is left out.
   * @returns The conversation, and who was added and removed.
   * @throws InputError that names refs which are agents or not in the catalog; NotFoundError, NotAllowedError
   */
  async share(
    credentials: Person,
    options: { id: string; with: string[] },
  ): Promise<{
    conversation: ConversationSummary;
    added: string[];
    removed: string[];
  }> {
    const { access, store, wakeups } = this.#options;
    const { id } = options;
    const { owner, sharedWith } = await access.getOwn(credentials, id);
    const readers = [...new Set(options.with.map(toRef))].filter(
      ref => ref !== toRef(owner),
    );
    const added = readers.filter(ref => !sharedWith.includes(ref));
    await this.#checkReaders(credentials, added);
    const conversation = await store.setReaders({ id, owner, readers });
    wakeups.wake(id);
    const removed = sharedWith.filter(ref => !readers.includes(ref));
    return { conversation, added, removed };
  }

  async #checkReaders(credentials: Person, refs: string[]): Promise<void> {
    const agents = refs.filter(ref => ref.startsWith('user:agents/'));
    if (agents.length > 0) {
      throw new InputError(
        `Conversations are shared with people and teams; ${quote(
          agents,
        )} is an agent.`,
      );
    }
    if (refs.length === 0) return;
    const unreadable = refs.filter(ref => /\p{Cc}/u.test(ref));
    if (unreadable.length > 0) {
      throw new InputError('A ref holds control characters; type it anew.');
    }
    const { items } = await this.#options.catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind', 'metadata'] },
      { credentials },
    );
    const unknown = refs.filter((_, index) => !items[index]);
    if (unknown.length > 0) {
      throw new InputError(
        `The catalog has no person or team ${quote(
          unknown,
        )} that you may see; nothing was changed. Choose from the catalog.`,
      );
    }
  }
}

function toRef(ref: string): string {
  return stringifyEntityRef(parseEntityRef(ref));
}

function quote(refs: string[]): string {
  return refs.map(ref => `"${ref}"`).join(', ');
}

/** Options of {@link ShareService.create}. */
export interface ShareServiceOptions {
  access: ConversationAccess;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  store: ConversationStore;
  wakeups: Wakeups;
}
