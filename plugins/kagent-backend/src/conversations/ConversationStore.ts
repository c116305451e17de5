import {
  ChatEvent,
  ConversationPage,
  ConversationSummary,
  Feedback,
  WaitingApproval,
} from '@zerotouch/plugin-kagent-common';

/**
 * Keeps conversations.
 *
 * @remarks
 * It is the only truth about what was said and what runs, so that any replica can show, follow and stop an answer.
 * Owners are entity refs. Times are ISO 8601 in UTC.
 */
export interface ConversationStore {
  create(options: {
    owner: string;
    agent: string;
  }): Promise<ConversationSummary>;

  /** @throws NotFoundError when it does not exist or belongs to somebody else. */
  get(options: { id: string; owner: string }): Promise<ConversationSummary>;

  /** Finds a conversation that is shared with one of `readers`, entity refs in lower case. */
  findShared(options: {
    id: string;
    readers: string[];
  }): Promise<ConversationSummary | undefined>;

  /**
   * Lists conversations, pinned ones first, then the latest. `limit` is 1..100.
   *
   * @param options.from - A person's own, or those of others that are shared with one of the refs in `readers`.
   * @param options.q - Words that all have to be in the title or in messages, in any case.
   * @throws InputError for a foreign cursor.
   */
  list(options: {
    from: { owner: string } | { readers: string[]; notOwner: string };
    q?: string;
    cursor?: string;
    limit: number;
  }): Promise<ConversationPage>;

  /** Renames or pins; the first message gives no title to what was renamed. @throws NotFoundError */
  update(options: {
    id: string;
    owner: string;
    title?: string;
    pinned?: boolean;
  }): Promise<ConversationSummary>;

  /** Sets who may read it beside its owner. @throws NotFoundError */
  setReaders(options: {
    id: string;
    owner: string;
    readers: string[];
  }): Promise<ConversationSummary>;

  /** Sets what its owner thinks of an answer, or takes it back. @throws NotFoundError when there is no such answer that counts. */
  setFeedback(options: {
    id: string;
    messageId: string;
    rating?: Feedback['rating'];
    text?: string;
  }): Promise<void>;

  listFeedback(options: { id: string }): Promise<Feedback[]>;

  /** Lists what agents wait with in a person's conversations, the longest waiting first; at most 100. */
  listWaiting(options: { owner: string }): Promise<WaitingApproval[]>;

  /** Deletes a conversation with all that belongs to it. @throws NotFoundError */
  delete(options: { id: string; owner: string }): Promise<void>;

  /** Lists events with `seq` above `after`, in order. */
  listEvents(options: { id: string; after?: number }): Promise<ChatEvent[]>;
}
