import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  AnswerKey,
  BeginAnswerOptions,
  HeldAnswer,
  LeaseState,
  SeenAnswer,
} from './AnswerStore';
import { TooManyAnswersError } from './errors';

interface LeaseRow {
  conversation_id: string;
  message_id: string;
  owner: string;
  slot: number;
  holder: string;
  lease_until: string;
  cancel_requested: boolean | number;
  agent: string;
  runtime: string;
  question_id: string | null;
  task_id: string | null;
  interrupted_at: string | null;
  takeovers: number;
}

const TABLE = 'running_answers';
const NOBODY = '';

/**
 * Says which process may write an answer, by rows that run out.
 *
 * @remarks
 * The primary key allows one answer a conversation, and the unique slots allow so many a person; the database decides between two
 * replicas. Each taking has a holder of its own, which is compared whenever something is written in its name.
 */
export class AnswerLeases {
  readonly #now: () => Date;
  readonly #leaseMs: number;

  private constructor(options: { now: () => Date; leaseMs: number }) {
    this.#now = options.now;
    this.#leaseMs = options.leaseMs;
  }

  static create(options: { now: () => Date; leaseMs: number }): AnswerLeases {
    return new AnswerLeases(options);
  }

  /** Takes the lease for a new answer. @throws ConflictError, TooManyAnswersError */
  async take(
    tx: Knex.Transaction,
    answer: BeginAnswerOptions & { holder: string },
  ): Promise<void> {
    const { conversationId, owner, maxRunning } = answer;
    const running = await tx<LeaseRow>(TABLE)
      .where('conversation_id', conversationId)
      .first();
    if (running) throw alreadyRunning(conversationId);
    const slot = await this.#findSlot(tx, owner, maxRunning);
    if (slot === undefined) throw new TooManyAnswersError({ maxRunning });
    await this.#freeSlot(tx, owner, slot);
    try {
      await tx(TABLE).insert({
        ...toRowKey(answer),
        owner,
        slot,
        holder: answer.holder,
        lease_until: this.#inMs(this.#leaseMs),
        cancel_requested: false,
        agent: answer.agent,
        runtime: answer.runtime,
        question_id: answer.questionId ?? null,
      });
    } catch (error) {
      throw new ConflictError(
        `Another message was sent at the same moment in conversation "${conversationId}"; send this one again.`,
        error,
      );
    }
  }

  /** Tells what became of leases, in their order; those that are held stay so until the end of the transaction. */
  async lock(
    tx: Knex.Transaction,
    answers: HeldAnswer[],
  ): Promise<LeaseState[]> {
    const rows = await tx<LeaseRow>(TABLE)
      .whereIn('conversation_id', answers.map(toConversationId))
      .orderBy('conversation_id')
      .forUpdate()
      .select('conversation_id', 'message_id', 'holder', 'cancel_requested');
    return toStates(rows, answers);
  }

  /** Extends leases; returns what became of them, in their order. */
  async renew(knex: Knex, answers: HeldAnswer[]): Promise<LeaseState[]> {
    await knex(TABLE)
      .whereIn('holder', answers.map(toHolder))
      .update({ lease_until: this.#inMs(this.#leaseMs) });
    const rows = await knex<LeaseRow>(TABLE)
      .whereIn('conversation_id', answers.map(toConversationId))
      .select('conversation_id', 'message_id', 'holder', 'cancel_requested');
    return toStates(rows, answers);
  }

  /** Ends the lease of an answer that has ended. */
  async end(tx: Knex.Transaction, answer: HeldAnswer): Promise<void> {
    await tx(TABLE).where(toHeldRow(answer)).delete();
  }

  /** Gives the lease of an interrupted answer back; nobody takes it for `pauseMs`. */
  async release(
    knex: Knex,
    answer: HeldAnswer,
    options: { pauseMs: number },
  ): Promise<void> {
    await knex(TABLE)
      .where(toHeldRow(answer))
      .update({
        holder: NOBODY,
        lease_until: this.#inMs(options.pauseMs),
        interrupted_at: answer.interruptedAt ?? this.#inMs(0),
      });
  }

  async update(
    knex: Knex,
    answer: HeldAnswer,
    change: { task_id: string } | { interrupted_at: null },
  ): Promise<void> {
    await knex(TABLE).where(toHeldRow(answer)).update(change);
  }

  async requestCancel(knex: Knex, conversationId: string): Promise<void> {
    await knex(TABLE)
      .where('conversation_id', conversationId)
      .update({ cancel_requested: true });
    // What only waits to be tried again need not wait to be stopped.
    await knex(TABLE)
      .where({ conversation_id: conversationId, holder: NOBODY })
      .update({ lease_until: this.#inMs(0) });
  }

  async find(
    knex: Knex,
    conversationId: string,
  ): Promise<SeenAnswer | undefined> {
    const row = await knex<LeaseRow>(TABLE)
      .where('conversation_id', conversationId)
      .first();
    return row && toSeen(row, this.#inMs(0));
  }

  async listLapsed(
    knex: Knex,
    options: { limit: number },
  ): Promise<SeenAnswer[]> {
    const now = this.#inMs(0);
    const rows = await knex<LeaseRow>(TABLE)
      .where('lease_until', '<=', now)
      .orderBy('lease_until')
      .limit(options.limit);
    return rows.map(row => toSeen(row, now));
  }

  /** Takes a lapsed lease exactly as it was seen; false when somebody else was quicker. */
  async takeOver(
    tx: Knex.Transaction,
    seen: SeenAnswer,
    holder: string,
  ): Promise<boolean> {
    const taken = await tx(TABLE)
      .where({
        ...toRowKey(seen),
        holder: seen.holder,
        lease_until: seen.leaseUntil,
        takeovers: seen.takeovers,
      })
      .andWhere('lease_until', '<=', this.#inMs(0))
      .update({
        holder,
        lease_until: this.#inMs(this.#leaseMs),
        interrupted_at: seen.interruptedAt ?? seen.leaseUntil,
        takeovers: seen.takeovers + 1,
      });
    return taken === 1;
  }

  async #findSlot(
    tx: Knex.Transaction,
    owner: string,
    maxRunning: number,
  ): Promise<number | undefined> {
    const taken = await tx<LeaseRow>(TABLE)
      .where('owner', owner)
      .andWhere('lease_until', '>', this.#inMs(0))
      .select('slot');
    const slots = new Set(taken.map(({ slot }) => slot));
    return Array.from({ length: maxRunning }, (_, i) => i + 1).find(
      candidate => !slots.has(candidate),
    );
  }

  /** A slot held by an interrupted answer of another conversation goes to a slot below zero. */
  async #freeSlot(
    tx: Knex.Transaction,
    owner: string,
    slot: number,
  ): Promise<void> {
    const lowest = await tx(TABLE)
      .where({ owner })
      .min<{ slot: number | null }>('slot as slot')
      .first();
    await tx(TABLE)
      .where({ owner, slot })
      .update({ slot: Math.min(lowest?.slot ?? 0, 0) - 1 });
  }

  #inMs(ms: number): string {
    return new Date(this.#now().getTime() + ms).toISOString();
  }
}

function toStates(
  rows: Pick<
    LeaseRow,
    'conversation_id' | 'message_id' | 'holder' | 'cancel_requested'
  >[],
  answers: HeldAnswer[],
): LeaseState[] {
  const found = new Map(rows.map(row => [row.conversation_id, row]));
  return answers.map(answer => {
    const row = found.get(answer.conversationId);
    if (row?.message_id !== answer.messageId) return 'gone';
    if (row.holder !== answer.holder) return 'taken';
    return row.cancel_requested ? 'cancelled' : 'held';
  });
}

function toSeen(row: LeaseRow, now: string): SeenAnswer {
  return {
    conversationId: row.conversation_id,
    messageId: row.message_id,
    owner: row.owner,
    agent: row.agent,
    runtime: row.runtime,
    questionId: row.question_id ?? undefined,
    taskId: row.task_id ?? undefined,
    interruptedAt: row.interrupted_at ?? undefined,
    takeovers: row.takeovers,
    cancelRequested: Boolean(row.cancel_requested),
    holder: row.holder,
    leaseUntil: row.lease_until,
    lapsed: row.lease_until <= now,
  };
}

function toRowKey({ conversationId, messageId }: AnswerKey) {
  return { conversation_id: conversationId, message_id: messageId };
}

function toHeldRow(answer: HeldAnswer) {
  return { ...toRowKey(answer), holder: answer.holder };
}

function toConversationId({ conversationId }: AnswerKey): string {
  return conversationId;
}

function toHolder({ holder }: HeldAnswer): string {
  return holder;
}

function alreadyRunning(conversationId: string): ConflictError {
  return new ConflictError(
    `An answer is still running in conversation "${conversationId}"; wait for its end or stop it.`,
  );
}
