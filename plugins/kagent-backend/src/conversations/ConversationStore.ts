import {
  ChatEvent,
  ConversationPage,
  ConversationSummary,
} from '@zerotouch/plugin-kagent-common';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** An event before the store has numbered it. */
export type NewChatEvent = DistributiveOmit<ChatEvent, 'seq'>;

/** An answer that a process works on. */
export interface RunningAnswer {
  conversationId: string;
  messageId: string;
}

/**
 * Keeps conversations and the leases of running answers.
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

  /** Lists a person's conversations, latest first. `limit` is 1..100. @throws InputError for a foreign cursor. */
  list(options: {
    owner: string;
    cursor?: string;
    limit: number;
  }): Promise<ConversationPage>;

  /** Deletes a conversation with its events and its running answer. @throws NotFoundError */
  delete(options: { id: string; owner: string }): Promise<void>;

  /** Lists events with `seq` above `after`, in order. */
  listEvents(options: { id: string; after?: number }): Promise<ChatEvent[]>;

  /**
   * Takes the lease for an answer and writes its first events, in one transaction.
   *
   * @param options.title - Becomes the conversation's title when it has none yet.
   * @param options.maxRunning - How many answers the owner may have running, this one included.
   * @throws ConflictError when an answer is running in the conversation already.
   * @throws TooManyAnswersError when the owner has `maxRunning` answers running.
   */
  beginAnswer(
    options: RunningAnswer & {
      owner: string;
      title: string;
      maxRunning: number;
      events: NewChatEvent[];
    },
  ): Promise<ChatEvent[]>;

  /**
   * Writes events of a running answer; a `message-end` among them gives the lease back in the same transaction.
   *
   * @returns The numbered events; undefined when the lease is lost, and then nothing was written.
   */
  appendEvents(
    options: RunningAnswer & { events: NewChatEvent[] },
  ): Promise<ChatEvent[] | undefined>;

  /** Extends the lease. `held` is false when it was lost. */
  renewLease(
    answer: RunningAnswer,
  ): Promise<{ held: boolean; cancelRequested: boolean }>;

  /** Asks the process that runs the answer, wherever it is, to stop it. */
  requestCancel(options: { id: string }): Promise<void>;

  /**
   * Returns the running answer of a conversation.
   *
   * @remarks An answer whose lease ran out is ended first, with an `error` event that says so.
   */
  findRunning(options: { id: string }): Promise<RunningAnswer | undefined>;
}
