import { ChatEvent, chatEventSchema } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { AnswerLeases } from './AnswerLeases';
import {
  AnswerStore,
  AnswerWrite,
  BeginAnswerOptions,
  HeldAnswer,
  LeaseState,
  SeenAnswer,
} from './AnswerStore';

/** Rows of one `insert`; SQLite takes 500 at most. */
const ROWS = 200;

/** Keeps running answers in the plugin's database. */
export class DatabaseAnswerStore implements AnswerStore {
  readonly #options: DatabaseAnswerStoreOptions;
  readonly #leases: AnswerLeases;

  private constructor(options: DatabaseAnswerStoreOptions) {
    this.#options = options;
    this.#leases = AnswerLeases.create(options);
  }

  static create(options: DatabaseAnswerStoreOptions): DatabaseAnswerStore {
    return new DatabaseAnswerStore(options);
  }

  async begin(
    options: BeginAnswerOptions,
  ): Promise<{ answer: HeldAnswer; events: ChatEvent[] }> {
    const { knex, generateId, records } = this.#options;
    const { conversationId, messageId } = options;
    const holder = generateId();
    return knex.transaction(async tx => {
      await this.#leases.take(tx, { ...options, holder });
      await records.touch(tx, conversationId, options.title);
      const last = await this.#findLastSeq(tx, conversationId);
      const events = options.events.map((event, index) =>
        chatEventSchema.parse({ ...event, seq: last + index + 1 }),
      );
      await this.#insert(tx, [{ conversationId, events }]);
      const answer: HeldAnswer = {
        conversationId,
        messageId,
        owner: options.owner,
        agent: options.agent,
        runtime: options.runtime,
        questionId: options.questionId,
        takeovers: 0,
        cancelRequested: false,
        holder,
        lastSeq: last + events.length,
      };
      return { answer, events };
    });
  }

  async append(writes: AnswerWrite[]): Promise<LeaseState[]> {
    return this.#options.knex.transaction(async tx => {
      const states = await this.#leases.lock(
        tx,
        writes.map(({ answer }) => answer),
      );
      const held = writes.filter(
        (_, index) => states[index] === 'held' || states[index] === 'cancelled',
      );
      await this.#insert(
        tx,
        held.map(({ answer: { conversationId }, events }) => ({
          conversationId,
          events,
        })),
      );
      for (const { answer, events } of held) {
        if (events.some(({ type }) => type === 'message-end')) {
          await this.#leases.end(tx, answer);
        }
      }
      return states;
    });
  }

  keepTask(answer: HeldAnswer, taskId: string) {
    return this.#leases.update(this.#options.knex, answer, { task_id: taskId });
  }

  keepProgress(answer: HeldAnswer) {
    return this.#leases.update(this.#options.knex, answer, {
      interrupted_at: null,
    });
  }

  renew(answers: HeldAnswer[]) {
    return this.#leases.renew(this.#options.knex, answers);
  }

  release(answer: HeldAnswer, options: { pauseMs: number }) {
    return this.#leases.release(this.#options.knex, answer, options);
  }

  requestCancel(options: { conversationId: string }) {
    return this.#leases.requestCancel(
      this.#options.knex,
      options.conversationId,
    );
  }

  find(options: { conversationId: string }) {
    return this.#leases.find(this.#options.knex, options.conversationId);
  }

  listLapsed(options: { limit: number }) {
    return this.#leases.listLapsed(this.#options.knex, options);
  }

  async takeOver(seen: SeenAnswer): Promise<HeldAnswer | undefined> {
    const { knex, generateId } = this.#options;
    const { leaseUntil, lapsed, ...answer } = seen;
    const holder = generateId();
    return knex.transaction(async tx => {
      if (!(await this.#leases.takeOver(tx, seen, holder))) return undefined;
      return {
        ...answer,
        holder,
        interruptedAt: seen.interruptedAt ?? leaseUntil,
        takeovers: seen.takeovers + 1,
        lastSeq: await this.#findLastSeq(tx, seen.conversationId),
      };
    });
  }

  async #findLastSeq(tx: Knex.Transaction, id: string): Promise<number> {
    const last = await tx('events')
      .where('conversation_id', id)
      .max<{ seq: number | null }>('seq as seq')
      .first();
    return last?.seq ?? 0;
  }

  async #insert(
    tx: Knex.Transaction,
    writes: { conversationId: string; events: ChatEvent[] }[],
  ): Promise<void> {
    const rows = writes.flatMap(({ conversationId, events }) =>
      events.map(event => ({
        conversation_id: conversationId,
        seq: event.seq,
        event: JSON.stringify(event),
      })),
    );
    for (let start = 0; start < rows.length; start += ROWS) {
      await tx('events').insert(rows.slice(start, start + ROWS));
    }
    for (const { conversationId, events } of writes) {
      await this.#options.records.follow(tx, conversationId, events);
    }
  }
}

/** What else changes in a conversation, in the transaction that writes its events. */
export interface ConversationRecords {
  /** Puts it first in lists, and gives it a title when it has none. */
  touch(tx: Knex.Transaction, id: string, title: string): Promise<void>;
  /** Works out what is kept beside the events, such as texts to search in. Called for all that is written, in order. */
  follow(tx: Knex.Transaction, id: string, events: ChatEvent[]): Promise<void>;
}

/** Options of {@link DatabaseAnswerStore.create}. */
export interface DatabaseAnswerStoreOptions {
  /** A database with the migrations of this package applied. */
  knex: Knex;
  records: ConversationRecords;
  now: () => Date;
  generateId: () => string;
  /** How long an answer may be silent before another process takes it for dead, in milliseconds. */
  leaseMs: number;
}
