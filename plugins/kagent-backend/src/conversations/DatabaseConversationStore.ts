import { InputError, NotFoundError } from '@backstage/errors';
import {
  ChatEvent,
  ConversationPage,
  ConversationSummary,
  chatEventSchema,
} from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { AnswerLeases } from './AnswerLeases';
import {
  ConversationStore,
  NewChatEvent,
  RunningAnswer,
} from './ConversationStore';

interface ConversationRow {
  id: string;
  owner: string;
  agent: string;
  title: string;
  created_at: string;
  updated_at: string;
}

const UNTITLED = 'New conversation';
const cursorSchema = z.object({ updatedAt: z.iso.datetime(), id: z.string() });

/** Keeps conversations in the plugin's database. */
export class DatabaseConversationStore implements ConversationStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #generateId: () => string;
  readonly #leases: AnswerLeases;

  private constructor(options: DatabaseConversationStoreOptions) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#generateId = options.generateId;
    this.#leases = AnswerLeases.create(options);
  }

  static create(
    options: DatabaseConversationStoreOptions,
  ): DatabaseConversationStore {
    return new DatabaseConversationStore(options);
  }

  async create(options: {
    owner: string;
    agent: string;
  }): Promise<ConversationSummary> {
    const time = this.#now().toISOString();
    const row = {
      id: this.#generateId(),
      owner: options.owner,
      agent: options.agent,
      title: UNTITLED,
      created_at: time,
      updated_at: time,
    };
    await this.#knex<ConversationRow>('conversations').insert(row);
    return toSummary(row);
  }

  async get(options: {
    id: string;
    owner: string;
  }): Promise<ConversationSummary> {
    const row = await this.#knex<ConversationRow>('conversations')
      .where(options)
      .first();
    if (!row) throw notFound(options.id);
    return toSummary(row);
  }

  async list(options: {
    owner: string;
    cursor?: string;
    limit: number;
  }): Promise<ConversationPage> {
    const query = this.#knex<ConversationRow>('conversations')
      .where({ owner: options.owner })
      .orderBy([
        { column: 'updated_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(options.limit + 1);
    if (options.cursor) {
      const { updatedAt, id } = parseCursor(options.cursor);
      query.andWhere(where =>
        where
          .where('updated_at', '<', updatedAt)
          .orWhere(same =>
            same.where('updated_at', updatedAt).andWhere('id', '<', id),
          ),
      );
    }
    const rows = await query;
    const items = rows.slice(0, options.limit).map(toSummary);
    const last = items[items.length - 1];
    return {
      items,
      nextCursor:
        rows.length > options.limit && last ? toCursor(last) : undefined,
    };
  }

  async delete(options: { id: string; owner: string }): Promise<void> {
    await this.#knex.transaction(async tx => {
      const owned = await tx('conversations').where(options).first();
      if (!owned) throw notFound(options.id);
      await tx('running_answers').where('conversation_id', options.id).delete();
      await tx('events').where('conversation_id', options.id).delete();
      await tx('conversations').where(options).delete();
    });
  }

  async listEvents(options: {
    id: string;
    after?: number;
  }): Promise<ChatEvent[]> {
    const rows = await this.#knex('events')
      .where('conversation_id', options.id)
      .andWhere('seq', '>', options.after ?? 0)
      .orderBy('seq')
      .select('event');
    return rows.map(row => chatEventSchema.parse(JSON.parse(row.event)));
  }

  async beginAnswer(
    options: RunningAnswer & {
      owner: string;
      title: string;
      maxRunning: number;
      events: NewChatEvent[];
    },
  ): Promise<ChatEvent[]> {
    const id = options.conversationId;
    await this.findRunning({ id });
    return this.#knex.transaction(async tx => {
      await this.#leases.take(tx, options);
      const time = this.#now().toISOString();
      await tx('conversations').where({ id }).update({ updated_at: time });
      await tx('conversations')
        .where({ id, title: UNTITLED })
        .update({ title: options.title });
      return this.#write(tx, id, options.events);
    });
  }

  async appendEvents(
    options: RunningAnswer & { events: NewChatEvent[] },
  ): Promise<ChatEvent[] | undefined> {
    return this.#knex.transaction(async tx => {
      if (!(await this.#leases.holds(tx, options))) return undefined;
      return this.#appendAndRelease(tx, options);
    });
  }

  renewLease(answer: RunningAnswer) {
    return this.#leases.renew(answer);
  }

  requestCancel(options: { id: string }) {
    return this.#leases.requestCancel(options.id);
  }

  async findRunning(options: {
    id: string;
  }): Promise<RunningAnswer | undefined> {
    const lease = await this.#leases.find(options.id);
    if (!lease) return undefined;
    const { expired, ...answer } = lease;
    if (!expired) return answer;
    await this.#endExpired(answer);
    return undefined;
  }

  async #endExpired(answer: RunningAnswer): Promise<void> {
    const { messageId } = answer;
    await this.#knex.transaction(async tx => {
      if (!(await this.#leases.takeExpired(tx, answer))) return;
      await this.#write(tx, answer.conversationId, [
        {
          type: 'error',
          messageId,
          name: 'AnswerInterruptedError',
          message:
            'The answer was interrupted, because the portal stopped; send the message again.',
        },
        { type: 'message-end', messageId, finishReason: 'error' },
      ]);
    });
  }

  async #appendAndRelease(
    tx: Knex.Transaction,
    options: RunningAnswer & { events: NewChatEvent[] },
  ): Promise<ChatEvent[]> {
    const written = await this.#write(
      tx,
      options.conversationId,
      options.events,
    );
    if (written.some(event => event.type === 'message-end')) {
      await this.#leases.release(tx, options);
    }
    return written;
  }

  async #write(
    tx: Knex.Transaction,
    id: string,
    events: NewChatEvent[],
  ): Promise<ChatEvent[]> {
    const last = await tx('events')
      .where('conversation_id', id)
      .max<{ seq: number | null }>('seq as seq')
      .first();
    const numbered = events.map((event, index) =>
      chatEventSchema.parse({ ...event, seq: (last?.seq ?? 0) + index + 1 }),
    );
    await tx('events').insert(
      numbered.map(event => ({
        conversation_id: id,
        seq: event.seq,
        event: JSON.stringify(event),
      })),
    );
    return numbered;
  }
}

function toSummary(row: ConversationRow): ConversationSummary {
  return {
    id: row.id,
    agent: row.agent,
    title: row.title,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    owner: row.owner,
    access: 'owner',
    pinned: false,
    sharedWith: [],
  };
}

function toCursor({ updatedAt, id }: ConversationSummary): string {
  return Buffer.from(JSON.stringify({ updatedAt, id })).toString('base64url');
}

function parseCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString()),
    );
  } catch (error) {
    throw new InputError(
      `The cursor "${cursor}" is not one of this list; start again without a cursor.`,
      error,
    );
  }
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(
    `There is no conversation "${id}" of yours; it may have been deleted.`,
  );
}

/** Options of {@link DatabaseConversationStore.create}. */
export interface DatabaseConversationStoreOptions {
  /** A database with the migrations of this package applied. */
  knex: Knex;
  now: () => Date;
  generateId: () => string;
  /** How long an answer may be silent before another process takes it for dead, in milliseconds. */
  leaseMs: number;
}
