import { ChatEvent, chatEventSchema } from '@zerotouch/plugin-kagent-common';
import { HeldAnswer, LeaseState, NewChatEvent } from './AnswerStore';

/** Events of one answer beyond which its runtime is read no further until they are written. */
const MAX_PENDING = 500;

/** Where the events of one answer go. */
export interface AnswerLog {
  /** What became of the lease, as far as it is known. */
  readonly state: LeaseState;
  /**
   * Takes events, in order; they are written soon.
   *
   * @throws ZodError when an event is none; nothing is then taken.
   */
  add(events: NewChatEvent[]): void;
  /** Resolves when more may be added. @throws Error when the database failed. */
  ready(): Promise<void>;
  /** Resolves when all is written, or the lease was found lost. @throws Error when the database failed. */
  written(): Promise<void>;
}

/**
 * An {@link AnswerLog} whose events wait for whoever writes them.
 *
 * @remarks Pieces of text that follow each other while they wait become one event.
 */
export class PendingLog implements AnswerLog {
  readonly answer: HeldAnswer;
  state: LeaseState = 'held';
  readonly #onWaiting: (log: PendingLog) => void;
  #pending: ChatEvent[] = [];
  #inFlight = false;
  #seq: number;
  #failure: { error: unknown } | undefined;
  #listeners: (() => void)[] = [];

  constructor(answer: HeldAnswer, onWaiting: (log: PendingLog) => void) {
    this.answer = answer;
    this.#seq = answer.lastSeq;
    this.#onWaiting = onWaiting;
  }

  add(events: NewChatEvent[]): void {
    const numbered = events.map((event, index) =>
      chatEventSchema.parse({ ...event, seq: this.#seq + index + 1 }),
    );
    if (this.#lost || this.#failure) return;
    for (const event of numbered) this.#push(event);
    this.#onWaiting(this);
  }

  async ready(): Promise<void> {
    await this.#until(() => this.#pending.length < MAX_PENDING);
  }

  async written(): Promise<void> {
    await this.#until(() => this.#pending.length === 0 && !this.#inFlight);
  }

  /** Hands out what is to be written now. */
  take(): ChatEvent[] {
    const events = this.#pending;
    this.#pending = [];
    this.#inFlight = true;
    return events;
  }

  /** Says what became of the events that were taken; whether they were written. */
  settle(state: LeaseState): boolean {
    this.state = state;
    this.#inFlight = false;
    if (this.#lost) this.#pending = [];
    this.#tell();
    return !this.#lost;
  }

  fail(error: unknown): void {
    this.#failure = { error };
    this.#inFlight = false;
    this.#pending = [];
    this.#tell();
  }

  get #lost(): boolean {
    return this.state === 'taken' || this.state === 'gone';
  }

  #push(event: ChatEvent): void {
    const last = this.#pending.at(-1);
    if (last?.type === 'text-delta' && event.type === 'text-delta') {
      const delta = last.delta + event.delta;
      this.#pending[this.#pending.length - 1] = { ...last, delta };
      return;
    }
    this.#seq += 1;
    this.#pending.push({ ...event, seq: this.#seq });
  }

  async #until(condition: () => boolean): Promise<void> {
    for (;;) {
      if (this.#failure) throw this.#failure.error;
      if (this.#lost || condition()) return;
      await new Promise<void>(resolve => this.#listeners.push(resolve));
    }
  }

  #tell(): void {
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) listener();
  }
}
