import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { RunningAnswer } from './ConversationStore';
import { TooManyAnswersError } from './errors';

interface LeaseRow {
  conversation_id: string;
  owner: string;
  slot: number;
  message_id: string;
  lease_until: string;
  cancel_requested: boolean | number;
}

/**
 * Says which process may write an answer, by rows that run out.
 *
 * @remarks The primary key allows one answer a conversation, and the unique slots allow so many a person; the database
 * decides between two replicas.
 */
export class AnswerLeases {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #leaseMs: number;

  private constructor(options: {
    knex: Knex;
    now: () => Date;
    leaseMs: number;
  }) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#leaseMs = options.leaseMs;
  }

  static create(options: {
    knex: Knex;
    now: () => Date;
    leaseMs: number;
  }): AnswerLeases {
    return new AnswerLeases(options);
  }

  /** Takes the lease for a new answer. @throws ConflictError, TooManyAnswersError */
  async take(
    tx: Knex.Transaction,
    answer: RunningAnswer & { owner: string; maxRunning: number },
  ): Promise<void> {
    const { conversationId, owner, maxRunning } = answer;
    const running = await tx<LeaseRow>('running_answers')
      .where('conversation_id', conversationId)
      .first();
    if (running) throw alreadyRunning(conversationId);
    const taken = await tx<LeaseRow>('running_answers')
      .where('owner', owner)
      .andWhere('lease_until', '>', this.#now().toISOString())
      .select('slot');
    const slots = new Set(taken.map(({ slot }) => slot));
    const slot = Array.from({ length: maxRunning }, (_, i) => i + 1).find(
      candidate => !slots.has(candidate),
    );
    if (slot === undefined) throw new TooManyAnswersError({ maxRunning });
    await this.#freeSlot(tx, owner, slot);
    try {
      await tx('running_answers').insert({
        conversation_id: conversationId,
        owner,
        slot,
        message_id: answer.messageId,
        lease_until: this.#until(),
        cancel_requested: false,
      });
    } catch (error) {
      throw new ConflictError(
        `Another message was sent at the same moment in conversation "${conversationId}"; send this one again.`,
        error,
      );
    }
  }

  /** Whether the lease is held; it then stays so until the end of the transaction. */
  async holds(tx: Knex.Transaction, answer: RunningAnswer): Promise<boolean> {
    const row = await tx('running_answers')
      .where(toKey(answer))
      .forUpdate()
      .first();
    return row !== undefined;
  }

  async release(tx: Knex.Transaction, answer: RunningAnswer): Promise<void> {
    await tx('running_answers').where(toKey(answer)).delete();
  }

  /** Takes away a lease that ran out; false when somebody else did, or it was renewed. */
  async takeExpired(
    tx: Knex.Transaction,
    answer: RunningAnswer,
  ): Promise<boolean> {
    const deleted = await tx('running_answers')
      .where(toKey(answer))
      .andWhere('lease_until', '<=', this.#now().toISOString())
      .delete();
    return deleted === 1;
  }

  async renew(
    answer: RunningAnswer,
  ): Promise<{ held: boolean; cancelRequested: boolean }> {
    const updated = await this.#knex('running_answers')
      .where(toKey(answer))
      .update({ lease_until: this.#until() });
    const row = await this.#knex<LeaseRow>('running_answers')
      .where(toKey(answer))
      .first();
    return {
      held: updated === 1,
      cancelRequested: Boolean(row?.cancel_requested),
    };
  }

  async requestCancel(conversationId: string): Promise<void> {
    await this.#knex('running_answers')
      .where('conversation_id', conversationId)
      .update({ cancel_requested: true });
  }

  async find(
    conversationId: string,
  ): Promise<(RunningAnswer & { expired: boolean }) | undefined> {
    const row = await this.#knex<LeaseRow>('running_answers')
      .where('conversation_id', conversationId)
      .first();
    return (
      row && {
        conversationId,
        messageId: row.message_id,
        expired: row.lease_until <= this.#now().toISOString(),
      }
    );
  }

  /** A slot held by an answer that died in another conversation goes to a slot below zero, until that one is read. */
  async #freeSlot(
    tx: Knex.Transaction,
    owner: string,
    slot: number,
  ): Promise<void> {
    const lowest = await tx('running_answers')
      .where({ owner })
      .min<{ slot: number | null }>('slot as slot')
      .first();
    await tx('running_answers')
      .where({ owner, slot })
      .update({ slot: Math.min(lowest?.slot ?? 0, 0) - 1 });
  }

  #until(): string {
    return new Date(this.#now().getTime() + this.#leaseMs).toISOString();
  }
}

function toKey({ conversationId, messageId }: RunningAnswer) {
  return { conversation_id: conversationId, message_id: messageId };
}

function alreadyRunning(conversationId: string): ConflictError {
  return new ConflictError(
    `An answer is still running in conversation "${conversationId}"; wait for its end or stop it.`,
  );
}
