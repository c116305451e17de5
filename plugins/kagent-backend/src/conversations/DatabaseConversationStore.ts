import { NotFoundError } from '@backstage/errors';
import {
  ChatEvent,
  ConversationPage,
  ConversationSummary,
  Feedback,
  WaitingApproval,
  chatEventSchema,
} from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { ConversationRow } from './ConversationRow';
import { ConversationStore } from './ConversationStore';
import { MessageFeedback } from './MessageFeedback';
import { UNTITLED } from './ConversationRecords';
import { WaitingApprovals } from './WaitingApprovals';
import { foldCase } from './foldCase';
import { ListOptions, listConversations } from './listConversations';

/** Tables whose rows belong to a conversation. */
const BELONGING = [
  'running_answers',
  'waiting_approvals',
  'message_feedback',
  'messages',
  'conversation_readers',
  'events',
];

/** Keeps conversations in the plugin's database. */
export class DatabaseConversationStore implements ConversationStore {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #generateId: () => string;
  readonly #waiting: WaitingApprovals;
  readonly #feedback: MessageFeedback;

  private constructor(options: DatabaseConversationStoreOptions) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#generateId = options.generateId;
    this.#waiting = WaitingApprovals.create(options);
    this.#feedback = MessageFeedback.create(options);
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
    const row: ConversationRow = {
      id: this.#generateId(),
      owner: options.owner,
      agent: options.agent,
      title: UNTITLED,
      folded_title: foldCase(UNTITLED),
      renamed: false,
      pinned: false,
      created_at: time,
      updated_at: time,
    };
    await this.#knex<ConversationRow>('conversations').insert(row);
    return toSummary(row, []);
  }

  async get(options: {
    id: string;
    owner: string;
  }): Promise<ConversationSummary> {
    const row = await this.#knex<ConversationRow>('conversations')
      .where(options)
      .first();
    if (!row) throw notFound(options.id);
    const readers = await this.#listReaders([row.id]);
    return toSummary(row, readers.get(row.id));
  }

  async findShared(options: {
    id: string;
    readers: string[];
  }): Promise<ConversationSummary | undefined> {
    const row = await this.#knex<ConversationRow>('conversations')
      .where('id', options.id)
      .whereExists(
        this.#knex('conversation_readers')
          .where('conversation_id', options.id)
          .whereIn('reader', options.readers),
      )
      .first();
    return row && toSharedSummary(row);
  }

  async list(options: ListOptions): Promise<ConversationPage> {
    const { rows, snippets, nextCursor } = await listConversations(
      this.#knex,
      options,
    );
    const own = 'owner' in options.from;
    const readers = own
      ? await this.#listReaders(rows.map(({ id }) => id))
      : new Map<string, string[]>();
    const items = rows.map(row => {
      const snippet = snippets.get(row.id);
      return {
        ...(own ? toSummary(row, readers.get(row.id)) : toSharedSummary(row)),
        ...(snippet === undefined ? {} : { snippet }),
      };
    });
    return { items, nextCursor };
  }

  async update(options: {
    id: string;
    owner: string;
    title?: string;
    pinned?: boolean;
  }): Promise<ConversationSummary> {
    const { id, owner, title, pinned } = options;
    await this.#knex<ConversationRow>('conversations')
      .where({ id, owner })
      .update({
        ...(title === undefined
          ? {}
          : { title, folded_title: foldCase(title), renamed: true }),
        ...(pinned === undefined ? {} : { pinned }),
      });
    return this.get({ id, owner });
  }

  async setReaders(options: {
    id: string;
    owner: string;
    readers: string[];
  }): Promise<ConversationSummary> {
    const { id, owner, readers } = options;
    await this.#knex.transaction(async tx => {
      const owned = await tx('conversations')
        .where({ id, owner })
        .forUpdate()
        .first();
      if (!owned) throw notFound(id);
      await tx('conversation_readers').where('conversation_id', id).delete();
      if (readers.length > 0) {
        await tx('conversation_readers').insert(
          readers.map(reader => ({ conversation_id: id, reader })),
        );
      }
    });
    return this.get({ id, owner });
  }

  setFeedback(options: {
    id: string;
    messageId: string;
    rating?: Feedback['rating'];
    text?: string;
  }): Promise<void> {
    return this.#feedback.set(options);
  }

  listFeedback(options: { id: string }): Promise<Feedback[]> {
    return this.#feedback.list(options.id);
  }

  listWaiting(options: { owner: string }): Promise<WaitingApproval[]> {
    return this.#waiting.list(this.#knex, options.owner);
  }

  async delete(options: { id: string; owner: string }): Promise<void> {
    await this.#knex.transaction(async tx => {
      const owned = await tx('conversations').where(options).first();
      if (!owned) throw notFound(options.id);
      for (const table of BELONGING) {
        await tx(table).where('conversation_id', options.id).delete();
      }
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

  /** The readers of each of some conversations, in order. */
  async #listReaders(ids: string[]): Promise<Map<string, string[]>> {
    const rows = await this.#knex('conversation_readers')
      .whereIn('conversation_id', ids)
      .orderBy('reader');
    const readers = new Map<string, string[]>();
    for (const { conversation_id: id, reader } of rows) {
      readers.set(id, [...(readers.get(id) ?? []), reader]);
    }
    return readers;
  }
}

function toSummary(
  row: ConversationRow,
  sharedWith: string[] = [],
): ConversationSummary {
  return {
    id: row.id,
    agent: row.agent,
    title: row.title,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    owner: row.owner,
    access: 'owner',
    pinned: Boolean(row.pinned),
    sharedWith,
  };
}

/** As a reader sees it: who else reads, and what its owner has pinned, is the owner's own business. */
function toSharedSummary(row: ConversationRow): ConversationSummary {
  return { ...toSummary(row), access: 'reader', pinned: false };
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
}
