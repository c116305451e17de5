import { Knex } from 'knex';
import { AnswerState, answerStateSchema } from './AnswerState';

interface PauseRow {
  approval_id: string;
  conversation_id: string;
  owner: string;
  created_at: string;
  state: string;
}

/** Names a pause: the person and the conversation too, so that nobody reaches that of somebody else. */
export interface PauseKey {
  approvalId: string;
  conversationId: string;
  /** Entity ref of the person. */
  owner: string;
}

/** Keeps answers that wait for a decision in the database: any replica may go on with them, once. */
export class PauseStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #maxAgeMs: number;

  private constructor(options: PauseStoreOptions) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#maxAgeMs = options.maxAgeMs;
  }

  static create(options: PauseStoreOptions): PauseStore {
    return new PauseStore(options);
  }

  /** Keeps an answer. What waits in the same conversation, and what is too old, goes: nobody could decide about it any more. */
  async save(key: PauseKey, state: AnswerState): Promise<void> {
    const now = this.#now();
    const oldest = new Date(now.getTime() - this.#maxAgeMs).toISOString();
    await this.#knex.transaction(async tx => {
      await tx<PauseRow>('consultant_pauses')
        .where('conversation_id', key.conversationId)
        .orWhere('created_at', '<', oldest)
        .delete();
      await tx<PauseRow>('consultant_pauses').insert({
        approval_id: key.approvalId,
        conversation_id: key.conversationId,
        owner: key.owner,
        created_at: now.toISOString(),
        state: JSON.stringify(state),
      });
    });
  }

  /** Reads an answer that waits; undefined when none does under that name. */
  async find(key: PauseKey): Promise<AnswerState | undefined> {
    const row = await this.#knex<PauseRow>('consultant_pauses')
      .where(toColumns(key))
      .first();
    return row && answerStateSchema.parse(JSON.parse(row.state));
  }

  /** Takes an answer away. @returns false when somebody else was first. */
  async take(key: PauseKey): Promise<boolean> {
    const taken = await this.#knex<PauseRow>('consultant_pauses')
      .where(toColumns(key))
      .delete();
    return taken === 1;
  }
}

function toColumns(key: PauseKey) {
  return {
    approval_id: key.approvalId,
    conversation_id: key.conversationId,
    owner: key.owner,
  };
}

/** Options of {@link PauseStore.create}. */
export interface PauseStoreOptions {
  /** A database with the migrations of this package applied. */
  knex: Knex;
  now: () => Date;
  /** How long an answer may wait, in milliseconds. */
  maxAgeMs: number;
}
