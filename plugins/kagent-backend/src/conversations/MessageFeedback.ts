import { NotFoundError } from '@backstage/errors';
import { Feedback, feedbackSchema } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';

/** Keeps what the owner of a conversation thinks of the answers in it. */
export class MessageFeedback {
  readonly #knex: Knex;
  readonly #now: () => Date;

  private constructor(options: { knex: Knex; now: () => Date }) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  static create(options: { knex: Knex; now: () => Date }): MessageFeedback {
    return new MessageFeedback(options);
  }

  /** Sets it for one answer; without a rating it is taken back. @throws NotFoundError when there is no such answer that counts. */
  async set(options: {
    id: string;
    messageId: string;
    rating?: Feedback['rating'];
    text?: string;
  }): Promise<void> {
    const { id, messageId, rating, text } = options;
    const key = { conversation_id: id, message_id: messageId };
    const answer = await this.#knex('messages')
      .where({ ...key, role: 'assistant' })
      .first('seq');
    if (!answer) {
      throw new NotFoundError(
        `There is no answer "${messageId}" in this conversation that could be rated.`,
      );
    }
    if (!rating) {
      await this.#knex('message_feedback').where(key).delete();
      return;
    }
    await this.#knex('message_feedback')
      .insert({
        ...key,
        rating,
        text: text ?? null,
        given_at: this.#now().toISOString(),
      })
      .onConflict(['conversation_id', 'message_id'])
      .merge();
  }

  async list(id: string): Promise<Feedback[]> {
    const rows = await this.#knex('message_feedback')
      .where('conversation_id', id)
      .orderBy(['given_at', 'message_id']);
    return rows.map(row =>
      feedbackSchema.parse({
        messageId: row.message_id,
        rating: row.rating,
        ...(row.text === null ? {} : { text: row.text }),
      }),
    );
  }
}
