import { ChatEvent } from '@zerotouch/plugin-kagent-common';

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown
  ? Omit<T, K>
  : never;

/** An event before it is numbered. */
export type NewChatEvent = DistributiveOmit<ChatEvent, 'seq'>;

/** Names a running answer: the assistant's message and its conversation. */
export interface AnswerKey {
  conversationId: string;
  messageId: string;
}

/** A running answer, with all that another process needs to go on with it. */
export interface Answer extends AnswerKey {
  /** Entity ref of the person who gets it. */
  owner: string;
  agent: string;
  /** Name of the runtime that serves the agent. */
  runtime: string;
  /** The person's message that is answered; absent when a decision is passed on. */
  questionId?: string;
  /** By which the runtime finds it again, once it said so. */
  taskId?: string;
  /** Since when it makes no progress: ISO 8601, UTC; absent while all is well. */
  interruptedAt?: string;
  /** How often another process went on with it. */
  takeovers: number;
  /** Whether the person wants it to stop. */
  cancelRequested: boolean;
}

/** A running answer that this process may write. */
export interface HeldAnswer extends Answer {
  /** Differs each time that an answer is taken, so that who held it before can write no more. */
  holder: string;
  /** `seq` of the last event in the conversation; nobody but the holder adds to it. */
  lastSeq: number;
}

/** A running answer as anybody sees it. */
export interface SeenAnswer extends Answer {
  holder: string;
  /** ISO 8601, UTC: until when nobody may take it from its holder. */
  leaseUntil: string;
  /** Whether that is over. */
  lapsed: boolean;
}

/** What became of a lease: `taken` by another process, `gone` with its conversation or its end. */
export type LeaseState = 'held' | 'cancelled' | 'taken' | 'gone';

/** What a new answer is begun with. */
export interface BeginAnswerOptions extends AnswerKey {
  owner: string;
  agent: string;
  runtime: string;
  questionId?: string;
  /** Becomes the conversation's title when it has none yet. */
  title: string;
  /** How many answers the owner may have running, this one included. */
  maxRunning: number;
  events: NewChatEvent[];
}

/** Events of one answer, numbered behind {@link HeldAnswer.lastSeq}. */
export interface AnswerWrite {
  answer: HeldAnswer;
  events: ChatEvent[];
}

/**
 * Keeps running answers: who may write them, and what was written.
 *
 * @remarks
 * It is the only truth about what runs, so that any replica can follow, stop and go on with an answer. Between two processes the
 * database decides.
 */
export interface AnswerStore {
  /**
   * Takes the lease for a new answer and writes its first events, in one transaction.
   *
   * @throws ConflictError when an answer is running in the conversation already.
   * @throws TooManyAnswersError when the owner has `maxRunning` answers running.
   */
  begin(
    options: BeginAnswerOptions,
  ): Promise<{ answer: HeldAnswer; events: ChatEvent[] }>;

  /**
   * Writes events of several answers in one transaction; a `message-end` among them gives the lease back with it.
   *
   * @returns What became of each lease, in the order of `writes`. Only those that are `held` or `cancelled` were written.
   */
  append(writes: AnswerWrite[]): Promise<LeaseState[]>;

  /** Keeps the id by which the runtime finds the answer again. */
  keepTask(answer: HeldAnswer, taskId: string): Promise<void>;

  /** Notes that an interrupted answer makes progress again. */
  keepProgress(answer: HeldAnswer): Promise<void>;

  /** Extends the leases of all given answers; returns what became of them, in their order. */
  renew(answers: HeldAnswer[]): Promise<LeaseState[]>;

  /**
   * Gives a lease back before the answer has ended, and notes that it was interrupted.
   *
   * @param options.pauseMs - Milliseconds before anybody may take it.
   */
  release(answer: HeldAnswer, options: { pauseMs: number }): Promise<void>;

  /** Asks the process that runs the answer, wherever it is, to stop it. */
  requestCancel(options: { conversationId: string }): Promise<void>;

  /** Returns the running answer of a conversation. */
  find(options: { conversationId: string }): Promise<SeenAnswer | undefined>;

  /** Lists answers that no process works on, the longest waiting first. */
  listLapsed(options: { limit: number }): Promise<SeenAnswer[]>;

  /** Takes a lapsed answer exactly as it was seen; undefined when somebody else was quicker. */
  takeOver(seen: SeenAnswer): Promise<HeldAnswer | undefined>;
}
