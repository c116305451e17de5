import { Knex } from 'knex';
import { TooManyRequestsError } from './errors';

/** Counts what agents ask for, in the database, so that all replicas share one limit. */
export class AgentRequests {
  readonly #knex: Knex;
  readonly #now: () => Date;
  readonly #requestsPerMinute: number;

  private constructor(options: AgentRequestsOptions) {
    this.#knex = options.knex;
    this.#now = options.now;
    this.#requestsPerMinute = options.requestsPerMinute;
  }

  static create(options: AgentRequestsOptions): AgentRequests {
    return new AgentRequests(options);
  }

  /**
   * Counts one request of an agent.
   *
   * @remarks Counted by the minutes of the clock: around the turn of one an agent may have up to twice the limit.
   * @throws TooManyRequestsError above the limit
   */
  async count(agent: string): Promise<void> {
    const now = this.#now();
    const minute = now.toISOString().slice(0, 16);
    const [{ requests }] = await this.#knex('agent_requests')
      .insert({ agent, minute, requests: 1 })
      .onConflict(['agent', 'minute'])
      .merge({ requests: this.#knex.raw('agent_requests.requests + 1') })
      .returning<{ requests: number }[]>('requests');
    if (requests === 1) {
      await this.#knex('agent_requests')
        .where({ agent })
        .andWhere('minute', '<', minute)
        .delete();
    }
    if (requests > this.#requestsPerMinute) {
      throw new TooManyRequestsError({
        agent,
        requestsPerMinute: this.#requestsPerMinute,
        retryAfterSeconds: 60 - now.getUTCSeconds(),
      });
    }
  }
}

/** Options of {@link AgentRequests.create}. */
export interface AgentRequestsOptions {
  /** Has the migrations of this package applied. */
  knex: Knex;
  now: () => Date;
  requestsPerMinute: number;
}
