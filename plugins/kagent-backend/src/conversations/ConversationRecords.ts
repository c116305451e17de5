import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { ConversationRow } from './ConversationRow';
import { MessageTexts } from './MessageTexts';
import { ToolCallAudit } from './ToolCallAudit';
import { WaitingApprovals } from './WaitingApprovals';
import { foldCase } from './foldCase';

/** The title of a conversation without a message. */
export const UNTITLED = 'New conversation';

/** Keeps what is worked out from the events of a conversation, in the transaction that writes them. */
export class DatabaseConversationRecords {
  readonly #now: () => Date;
  readonly #texts = MessageTexts.create();
  readonly #waiting: WaitingApprovals;
  readonly #toolCalls: ToolCallAudit;

  private constructor(options: DatabaseConversationRecordsOptions) {
    this.#now = options.now;
    this.#waiting = WaitingApprovals.create(options);
    this.#toolCalls = ToolCallAudit.create(options);
  }

  static create(
    options: DatabaseConversationRecordsOptions,
  ): DatabaseConversationRecords {
    return new DatabaseConversationRecords(options);
  }

  /** Puts a conversation first in lists, and gives it a title unless it has one already. */
  async touch(tx: Knex.Transaction, id: string, title: string): Promise<void> {
    const conversations = () => tx<ConversationRow>('conversations');
    await conversations()
      .where({ id })
      .update({ updated_at: this.#now().toISOString() });
    await conversations()
      .where({ id, title: UNTITLED, renamed: false })
      .update({ title, folded_title: foldCase(title) });
  }

  /**
   * Follows all events that are written, in order.
   *
   * @throws InputError when one replaces what is no message of the person, or no longer counts.
   */
  async follow(
    tx: Knex.Transaction,
    id: string,
    events: ChatEvent[],
  ): Promise<void> {
    await this.#texts.record(tx, id, events);
    await this.#waiting.record(tx, id, events);
    await this.#toolCalls.record(tx, id, events);
  }
}

/** Options of {@link DatabaseConversationRecords.create}. */
export interface DatabaseConversationRecordsOptions {
  /** Gets a record of every tool call. */
  auditor: AuditorService;
  logger: LoggerService;
  now: () => Date;
}
