import type {
  ChatEvent,
  ConversationSummary,
  DecideApprovalRequest,
  Feedback,
  FeedbackRequest,
  KagentApi,
  SendMessageRequest,
} from '@zerotouch/plugin-kagent-common';
import {
  type Message,
  type Thread,
  applyEvent,
  emptyThread,
  isUnanswered,
  toThread,
} from '../thread';
import { toAttachmentRequest } from './toAttachmentRequest';

/** What a conversation needs of the backend. */
export type ChatApi = Pick<
  KagentApi,
  | 'getConversation'
  | 'sendMessage'
  | 'followConversation'
  | 'cancel'
  | 'decideApproval'
  | 'giveFeedback'
>;

/** What a message carries beside its text. */
export type SendOptions = Omit<SendMessageRequest, 'text'>;

/** Something that failed, and what trying again means. */
export interface ChatFailure {
  kind: 'load' | 'send' | 'connection' | 'stop' | 'decide' | 'feedback';
  error: unknown;
}

/** A conversation as the page shows it at one moment. */
export interface ChatState {
  status: 'loading' | 'idle' | 'running';
  thread: Thread;
  /** A message on its way to the backend, or one that did not get there. */
  outgoing?: string;
  /** What goes with `outgoing`. */
  outgoingWith?: SendOptions;
  /** How often the person sent something here; 0 or absent before the first time. */
  sent?: number;
  /** Set once the conversation was loaded; absent for one that began here. */
  conversation?: ConversationSummary;
  /** What the person thinks of answers, by their ids; shown before the backend has it. */
  feedback?: Record<string, Feedback>;
  failure?: ChatFailure;
  isStopping: boolean;
  /** The connection to a running answer is lost, and taken up again. */
  isReconnecting?: boolean;
}

/** How often a broken connection is taken up again before the person has to: for a minute, as long as a restart may take. */
const MAX_FOLLOWS = 15;
/** The longest pause between two of these, in milliseconds. */
const MAX_WAIT_MS = 5_000;

/**
 * One conversation: loads it, sends, follows, stops, and survives broken connections.
 *
 * @remarks
 * It lives outside of the components, so that an answer goes on while the person looks at another one. Events
 * with a gap before them make it ask again from the last one it has.
 */
export class ChatSession {
  readonly #api: ChatApi;
  readonly #id: string;
  readonly #wait: (attempt: number) => Promise<void>;
  readonly #schedule: (notify: () => void) => void;
  readonly #listeners = new Set<() => void>();
  readonly #controller = new AbortController();
  #state: ChatState;
  #isScheduled = false;

  private constructor(options: ChatSessionOptions) {
    this.#api = options.api;
    this.#id = options.id;
    this.#wait = options.wait ?? waitLonger;
    this.#schedule = options.schedule ?? scheduleSoon;
    this.#state = {
      status: 'idle',
      thread: emptyThread,
      isStopping: false,
    };
  }

  static create(options: ChatSessionOptions): ChatSession {
    return new ChatSession(options);
  }

  /** The current state; the same object until something changes. */
  getState = (): ChatState => this.#state;

  /** Calls `listener` after changes, several of them at once. @returns A function that ends it. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Reads the conversation, and follows an answer that still runs. */
  async load(): Promise<void> {
    this.#set({ status: 'loading', failure: undefined });
    try {
      const { events, feedback, ...conversation } =
        await this.#api.getConversation(this.#id);
      this.#set({
        thread: toThread(events),
        conversation,
        feedback: Object.fromEntries(feedback.map(one => [one.messageId, one])),
      });
    } catch (error) {
      this.#set({ status: 'idle', failure: { kind: 'load', error } });
      return;
    }
    if (isUnanswered(this.#state.thread)) await this.#follow();
    this.#set({ status: 'idle' });
  }

  /** Asks; does nothing while an answer runs. */
  async send(text: string, sendOptions: SendOptions = {}): Promise<void> {
    if (this.#state.status !== 'idle') return;
    this.#set({
      status: 'running',
      outgoing: text,
      outgoingWith: sendOptions,
      sent: (this.#state.sent ?? 0) + 1,
      failure: undefined,
    });
    const { lastSeq } = this.#state.thread;
    const options = { signal: this.#controller.signal };
    const request = { text, ...sendOptions };
    try {
      await this.#consume(this.#api.sendMessage(this.#id, request, options), {
        allowsGaps: false,
      });
    } catch (error) {
      if (this.#state.thread.lastSeq === lastSeq) {
        this.#set({ status: 'idle', failure: { kind: 'send', error } });
        return;
      }
    }
    if (isUnanswered(this.#state.thread)) await this.#follow();
    this.#set({ status: 'idle', isStopping: false });
  }

  /** Asks `text` in the place of an earlier message of the person, with what that one carried. */
  async edit(message: Message, text: string): Promise<void> {
    const attachments = message.attachments.map(toAttachmentRequest);
    await this.send(text, {
      replaces: message.id,
      ...(attachments.length > 0 && { attachments }),
    });
  }

  /** Stores what the person thinks of an answer; it shows at once, and as before when it could not be stored. */
  async giveFeedback(
    messageId: string,
    request: FeedbackRequest,
  ): Promise<void> {
    const before = this.#state.feedback?.[messageId];
    const { rating, text } = request;
    this.#setFeedback(messageId, rating && { messageId, rating, text });
    try {
      await this.#api.giveFeedback(this.#id, messageId, request);
    } catch (error) {
      this.#setFeedback(messageId, before);
      this.#set({ failure: { kind: 'feedback', error } });
    }
  }

  /** Takes in what was said elsewhere, as in another tab, since the last event. */
  async refresh(): Promise<void> {
    const { failure, status, thread } = this.#state;
    const { lastSeq } = thread;
    if (status !== 'idle' || failure || lastSeq === 0) return;
    try {
      await this.#consume(
        this.#api.followConversation(
          this.#id,
          { after: lastSeq },
          { signal: this.#controller.signal },
        ),
        { allowsGaps: true },
      );
    } catch {
      // What is shown stays right as far as it goes; the next look asks again.
      return;
    }
    if (this.#state.thread.lastSeq === lastSeq) return;
    if (isUnanswered(this.#state.thread)) await this.#follow();
    this.#set({ status: 'idle' });
  }

  /** Passes a decision on; what was decided before or elsewhere is refused, and the conversation read anew. */
  async decide(
    approvalId: string,
    request: DecideApprovalRequest,
  ): Promise<void> {
    if (this.#state.status !== 'idle') return;
    this.#set({ status: 'running', failure: undefined });
    const { signal } = this.#controller;
    try {
      await this.#consume(
        this.#api.decideApproval(this.#id, approvalId, request, { signal }),
        { allowsGaps: false },
      );
    } catch (error) {
      await this.load();
      this.#set({ failure: { kind: 'decide', error } });
      return;
    }
    if (isUnanswered(this.#state.thread)) await this.#follow();
    this.#set({ status: 'idle', isStopping: false });
  }

  /** Stops the running answer; what it said so far stays. */
  async stop(): Promise<void> {
    if (this.#state.status !== 'running' || this.#state.isStopping) return;
    this.#set({ isStopping: true });
    try {
      await this.#api.cancel(this.#id);
    } catch (error) {
      this.#set({ isStopping: false, failure: { kind: 'stop', error } });
    }
  }

  /** Does again what failed last. */
  async retry(): Promise<void> {
    const { failure, outgoing, outgoingWith, status } = this.#state;
    if (status !== 'idle') return;
    switch (failure?.kind) {
      case 'send':
        if (outgoing !== undefined) await this.send(outgoing, outgoingWith);
        return;
      case 'connection':
        this.#set({ failure: undefined });
        await this.#follow();
        this.#set({ status: 'idle', isStopping: false });
        return;
      case 'load':
        await this.load();
        return;
      default:
        this.#set({ failure: undefined });
    }
  }

  /** Lets go of every connection. An answer that runs goes on in the backend. */
  dispose(): void {
    this.#controller.abort();
    this.#listeners.clear();
  }

  async #follow(): Promise<void> {
    this.#set({ status: 'running' });
    let lastError: unknown = new Error('The answer stopped before its end.');
    for (let attempt = 1; attempt <= MAX_FOLLOWS; attempt++) {
      const { lastSeq } = this.#state.thread;
      try {
        await this.#consume(
          this.#api.followConversation(
            this.#id,
            { after: lastSeq },
            { signal: this.#controller.signal },
          ),
          { allowsGaps: true },
        );
      } catch (error) {
        lastError = error;
      }
      if (this.#controller.signal.aborted) return;
      if (!isUnanswered(this.#state.thread)) return;
      if (this.#state.thread.lastSeq > lastSeq) attempt = 0;
      this.#set({ isReconnecting: true });
      await this.#wait(attempt);
    }
    this.#set({
      isReconnecting: false,
      failure: { kind: 'connection', error: lastError },
    });
  }

  async #consume(
    events: AsyncIterable<ChatEvent>,
    options: { allowsGaps: boolean },
  ): Promise<void> {
    for await (const event of events) {
      if (this.#controller.signal.aborted) return;
      const { thread } = this.#state;
      if (!options.allowsGaps && event.seq > thread.lastSeq + 1) return;
      this.#set({
        status: 'running',
        thread: applyEvent(thread, event),
        isReconnecting: false,
        outgoing: undefined,
        outgoingWith: undefined,
      });
    }
  }

  #setFeedback(messageId: string, given: Feedback | undefined): void {
    const { [messageId]: _, ...others } = this.#state.feedback ?? {};
    this.#set({ feedback: given ? { ...others, [messageId]: given } : others });
  }

  #set(change: Partial<ChatState>): void {
    this.#state = { ...this.#state, ...change };
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#isScheduled = false;
      for (const listener of this.#listeners) listener();
    });
  }
}

/** Options of {@link ChatSession.create}. */
export interface ChatSessionOptions {
  api: ChatApi;
  /** Id of a conversation that exists. */
  id: string;
  /** Waits before attempt `attempt + 1` to take up a connection; up to five seconds by default. */
  wait?: (attempt: number) => Promise<void>;
  /** Calls back soon; several changes share one call. */
  schedule?: (notify: () => void) => void;
}

function waitLonger(attempt: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, Math.min(MAX_WAIT_MS, 300 * 2 ** attempt));
  });
}

function scheduleSoon(notify: () => void): void {
  setTimeout(notify, 30);
}
