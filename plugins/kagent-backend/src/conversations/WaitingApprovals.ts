import {
  ChatEvent,
  WaitingApproval,
  chatEventSchema,
  waitingApprovalSchema,
} from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';

type ApprovalRequest = Extract<ChatEvent, { type: 'approval-request' }>;

/** The longest list; nobody decides more at a time. */
const MAX_LISTED = 100;

/**
 * Keeps the newest calls with which an agent waits in each conversation, until they are decided or no longer count.
 *
 * @remarks Written in the transaction of the events themselves, so that a list needs no look at events.
 */
export class WaitingApprovals {
  readonly #now: () => Date;

  private constructor(options: { now: () => Date }) {
    this.#now = options.now;
  }

  static create(options: { now: () => Date }): WaitingApprovals {
    return new WaitingApprovals(options);
  }

  /** Follows events that were written, after `MessageTexts` did. */
  async record(
    tx: Knex.Transaction,
    conversationId: string,
    events: ChatEvent[],
  ): Promise<void> {
    const waiting = () =>
      tx('waiting_approvals').where('conversation_id', conversationId);
    for (const event of events) {
      const { messageId } = event;
      if (event.type === 'approval-request') {
        await this.#keep(tx, conversationId, event);
      } else if (event.type === 'approval-response') {
        await waiting().where('approval_id', event.approvalId).delete();
      } else if (event.type === 'message-restart') {
        await waiting().where('message_id', messageId).delete();
      } else if (event.type === 'message-end') {
        const about = waiting().where('message_id', messageId);
        if (event.finishReason === 'approval') {
          await about.update({ ended: true });
        } else {
          await about.delete();
        }
      } else if (event.type === 'message-start' && event.replaces) {
        await waiting()
          .whereNotIn(
            'message_id',
            tx('messages')
              .where('conversation_id', conversationId)
              .select('message_id'),
          )
          .delete();
      }
    }
  }

  /** Lists what waits in a person's own conversations, the longest waiting first. */
  async list(knex: Knex, owner: string): Promise<WaitingApproval[]> {
    const rows = await knex('waiting_approvals as w')
      .join('conversations as c', 'c.id', 'w.conversation_id')
      .where({ 'c.owner': owner, 'w.ended': true })
      .orderBy(['w.requested_at', 'w.conversation_id'])
      .limit(MAX_LISTED)
      .select('w.*', 'c.title', 'c.agent');
    return rows.map(row =>
      waitingApprovalSchema.parse({
        conversationId: row.conversation_id,
        title: row.title,
        agent: row.agent,
        approvalId: row.approval_id,
        digest: row.digest,
        requestedAt: row.requested_at,
        calls: JSON.parse(row.calls),
      }),
    );
  }

  async #keep(
    tx: Knex.Transaction,
    conversationId: string,
    request: ApprovalRequest,
  ): Promise<void> {
    const rows = await tx('events')
      .where('conversation_id', conversationId)
      .andWhere('event', 'like', '%"tool-input-available"%')
      .orderBy('seq')
      .select('event');
    const inputs = new Map<string, { toolName: string; input: unknown }>();
    for (const row of rows) {
      const event = chatEventSchema.parse(JSON.parse(row.event));
      if (event.type === 'tool-input-available') {
        inputs.set(event.toolCallId, event);
      }
    }
    const calls = request.toolCallIds.map(toolCallId => ({
      toolCallId,
      toolName: inputs.get(toolCallId)?.toolName ?? '',
      input: inputs.get(toolCallId)?.input,
    }));
    await tx('waiting_approvals')
      .insert({
        conversation_id: conversationId,
        message_id: request.messageId,
        approval_id: request.approvalId,
        digest: request.digest,
        calls: JSON.stringify(calls),
        requested_at: this.#now().toISOString(),
        ended: false,
      })
      .onConflict('conversation_id')
      .merge();
  }
}
