import { Knex } from 'knex';

const TABLE = 'webhook_messages';
/** A message older than ten minutes is refused anyway; a day leaves room for clocks that differ. */
const KEPT_MS = 24 * 3_600_000;

/** Options of {@link WebhookMemory.create}. */
export interface WebhookMemoryOptions {
  knex: Knex;
  now: () => Date;
}

/** Remembers messages of the forge, for all processes over one database. */
export class WebhookMemory {
  readonly #knex: Knex;
  readonly #now: () => Date;

  static create(options: WebhookMemoryOptions): WebhookMemory {
    return new WebhookMemory(options);
  }

  private constructor(options: WebhookMemoryOptions) {
    this.#knex = options.knex;
    this.#now = options.now;
  }

  /**
   * Remembers a message by its names.
   *
   * @remarks Of several processes that get the same message at once, one is told that it is new.
   * @returns Whether none of the names was known.
   */
  async remember(keys: string[]): Promise<boolean> {
    const now = this.#now();
    await this.#knex(TABLE)
      .where(
        'received_at',
        '<',
        new Date(now.getTime() - KEPT_MS).toISOString(),
      )
      .delete();
    // One after the other: whoever is first with one name goes on to the next, so that exactly one of many is first with all.
    for (const key of keys) {
      const added = await this.#knex(TABLE)
        .insert({ key, received_at: now.toISOString() })
        .onConflict('key')
        .ignore()
        .returning('key');
      if (added.length === 0) return false;
    }
    return true;
  }
}
