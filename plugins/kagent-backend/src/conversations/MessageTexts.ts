import { InputError } from '@backstage/errors';
import { ChatEvent, chatEventSchema } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { redactSecrets } from '../redaction/redactSecrets';
import { foldCase } from './foldCase';
import { toHistory } from './toHistory';

interface MessageRow {
  conversation_id: string;
  message_id: string;
  role: string;
  seq: number;
  text: string;
  folded: string;
}

/**
 * Keeps one row for each message that counts, with its text once it has ended, so that it can be found by its words.
 *
 * @remarks Written in the transaction of the events themselves. Secrets are removed from what an agent wrote, too.
 */
export class MessageTexts {
  private constructor() {}

  static create(): MessageTexts {
    return new MessageTexts();
  }

  /** Follows events that were written. @throws InputError when one replaces what is no message of the person, or no longer counts. */
  async record(
    tx: Knex.Transaction,
    conversationId: string,
    events: ChatEvent[],
  ): Promise<void> {
    for (const event of events) {
      if (event.type === 'message-start') {
        if (event.replaces !== undefined) {
          await this.#forgetFrom(tx, conversationId, event.replaces);
        }
        await tx<MessageRow>('messages').insert({
          conversation_id: conversationId,
          message_id: event.messageId,
          role: event.role,
          seq: event.seq,
          ...toTexts(event.text ?? ''),
        });
      } else if (event.type === 'message-end') {
        await this.#keepText(tx, conversationId, event.messageId);
      }
    }
  }

  async #forgetFrom(
    tx: Knex.Transaction,
    conversationId: string,
    messageId: string,
  ): Promise<void> {
    const messages = () =>
      tx<MessageRow>('messages').where({ conversation_id: conversationId });
    const replaced = await messages()
      .where({ message_id: messageId, role: 'user' })
      .first('seq');
    if (!replaced) {
      throw new InputError(
        `The message "${messageId}" is none of yours in this conversation, or was edited before; open the conversation anew and edit what it shows.`,
      );
    }
    await messages().where('seq', '>=', replaced.seq).delete();
  }

  async #keepText(
    tx: Knex.Transaction,
    conversationId: string,
    messageId: string,
  ): Promise<void> {
    const key = { conversation_id: conversationId, message_id: messageId };
    const message = await tx<MessageRow>('messages').where(key).first('seq');
    if (!message) return;
    const rows = await tx('events')
      .where('conversation_id', conversationId)
      .andWhere('seq', '>=', message.seq)
      .orderBy('seq')
      .select('event');
    const events = rows
      .map(row => chatEventSchema.parse(JSON.parse(row.event)))
      .filter(event => event.messageId === messageId);
    const [answer] = toHistory(events, { limit: 1 });
    if (!answer) return;
    await tx<MessageRow>('messages')
      .where(key)
      .update(toTexts(redactSecrets(answer.text).text));
  }
}

function toTexts(text: string): { text: string; folded: string } {
  // PostgreSQL keeps no NUL in text.
  const normal = text.replaceAll('\0', '').normalize('NFC');
  return { text: normal, folded: foldCase(normal) };
}
