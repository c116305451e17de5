import { Knex } from 'knex';

interface SlotRow {
  owner: string;
  kind: string;
  slot: number;
  token: string;
  taken_until: string;
}

/** What a person has only so many places for at a time. */
export type SlotKind = 'message' | 'stream';

/**
 * Limits what one person does, for all processes over one database.
 *
 * @remarks A person has numbered places, each taken for some time; the primary key decides between two processes that want
 * the same one, so that there are never more than allowed.
 */
export class PersonSlots {
  readonly #options: PersonSlotsOptions;

  private constructor(options: PersonSlotsOptions) {
    this.#options = options;
  }

  static create(options: PersonSlotsOptions): PersonSlots {
    return new PersonSlots(options);
  }

  /**
   * Takes a place for `forMs`.
   *
   * @param options.max - How many places there are.
   * @returns The token of the place; or, when all are taken, after how many milliseconds the next one is free.
   */
  async take(options: {
    owner: string;
    kind: SlotKind;
    max: number;
    forMs: number;
  }): Promise<{ token: string } | { retryAfterMs: number }> {
    const { owner, kind, max, forMs } = options;
    const token = this.#options.generateId();
    for (;;) {
      const now = this.#options.now();
      const rows = await this.#slots()
        .where({ owner, kind })
        .andWhere('slot', '<=', max)
        .orderBy('slot');
      const row = {
        token,
        taken_until: new Date(now.getTime() + forMs).toISOString(),
      };
      const expired = rows.find(
        ({ taken_until }) => taken_until <= now.toISOString(),
      );
      // Whoever loses a place to another process looks again; each round somebody gets one.
      if (expired) {
        const { slot, token: before } = expired;
        const updated = await this.#slots()
          .where({ owner, kind, slot, token: before })
          .update(row);
        if (updated === 1) return { token };
      } else if (rows.length < max) {
        const slot = firstFree(rows.map(taken => taken.slot));
        const added = await this.#slots()
          .insert({ owner, kind, slot, ...row })
          .onConflict(['owner', 'kind', 'slot'])
          .ignore()
          .returning('token');
        if (added.length === 1) return { token };
      } else {
        const first = rows.map(({ taken_until }) => taken_until).sort()[0];
        return { retryAfterMs: Date.parse(first) - now.getTime() };
      }
    }
  }

  /** Keeps a place for another `forMs`; false when it was lost. */
  async renew(options: {
    owner: string;
    kind: SlotKind;
    token: string;
    forMs: number;
  }): Promise<boolean> {
    const { forMs, ...key } = options;
    const until = new Date(this.#options.now().getTime() + forMs);
    const updated = await this.#slots()
      .where(key)
      .update({ taken_until: until.toISOString() });
    return updated === 1;
  }

  /** Gives a place back. */
  async release(options: {
    owner: string;
    kind: SlotKind;
    token: string;
  }): Promise<void> {
    await this.#slots().where(options).delete();
  }

  #slots() {
    return this.#options.knex<SlotRow>('person_slots');
  }
}

function firstFree(taken: number[]): number {
  let slot = 1;
  while (taken.includes(slot)) slot += 1;
  return slot;
}

/** Options of {@link PersonSlots.create}. */
export interface PersonSlotsOptions {
  /** A database with the migrations of this package applied. */
  knex: Knex;
  now: () => Date;
  generateId: () => string;
}
