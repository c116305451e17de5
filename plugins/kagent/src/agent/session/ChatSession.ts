import type {
  ChatEvent,
  DecideApprovalRequest,
  KagentApi,
} from '@zerotouch/plugin-kagent-common';
import {
  type Thread,
  applyEvent,
  emptyThread,
  isUnanswered,
  toThread,
} from '../thread';

/** What a conversation needs of the backend. */
export type ChatApi = Pick<
  KagentApi,
  | 'getConversation'
  | 'sendMessage'
  | 'followConversation'
  | 'cancel'
  | 'decideApproval'
>;

/** Something that failed, and what trying again means. */
export interface ChatFailure {
  kind: 'load' | 'send' | 'connection' | 'stop' | 'decide';
  error: unknown;
}

/** A conversation as the page shows it at one moment. */
export interface ChatState {
  status: 'loading' | 'idle' | 'running';
  thread: Thread;
  /** A message on its way to the backend, or one that did not get there. */
  outgoing?: string;
  failure?: ChatFailure;
  isStopping: boolean;
}

/** How often a broken connection is taken up again before the person is told. */
const MAX_FOLLOWS = 3;

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
      const { events } = await this.#api.getConversation(this.#id);
      this.#set({ thread: toThread(events) });
    } catch (error) {
      this.#set({ status: 'idle', failure: { kind: 'load', error } });
      return;
    }
    if (isUnanswered(this.#state.thread)) await this.#follow();
    this.#set({ status: 'idle' });
  }

  /** Asks; does nothing while an answer runs. */
  async send(text: string): Promise<void> {
    if (this.#state.status !== 'idle') return;
    this.#set({ status: 'running', outgoing: text, failure: undefined });
    const { lastSeq } = this.#state.thread;
    const options = { signal: this.#controller.signal };
    try {
      await this.#consume(this.#api.sendMessage(this.#id, { text }, options), {
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
    const { failure, outgoing, status } = this.#state;
    if (status !== 'idle') return;
    switch (failure?.kind) {
      case 'send':
        if (outgoing !== undefined) await this.send(outgoing);
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
      await this.#wait(attempt);
    }
    this.#set({ failure: { kind: 'connection', error: lastError } });
  }

  async #consume(
    events: AsyncIterable<ChatEvent>,
    options: { allowsGaps: boolean },
  ): Promise<void> {
    for await (const event of events) {
      if (this.#controller.signal.aborted) return;
      const { thread } = this.#state;
      if (!options.allowsGaps && event.seq > thread.lastSeq + 1) return;
      this.#set({ thread: applyEvent(thread, event), outgoing: undefined });
    }
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
  /** Waits before attempt `attempt + 1` to take up a connection; a growing part of a second by default. */
  wait?: (attempt: number) => Promise<void>;
  /** Calls back soon; several changes share one call. */
  schedule?: (notify: () => void) => void;
}

function waitLonger(attempt: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, 300 * 2 ** attempt);
  });
}

function scheduleSoon(notify: () => void): void {
  setTimeout(notify, 30);
}
