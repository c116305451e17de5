import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Agent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { join } from 'node:path';
import { AnswerRunner } from '../conversations/AnswerRunner';
import { ConversationService } from '../conversations/ConversationService';
import { DatabaseConversationStore } from '../conversations/DatabaseConversationStore';
import { Wakeups } from '../conversations/Wakeups';
import { AgentDirectory } from '../runtimes/AgentDirectory';
import {
  AgentRuntime,
  RuntimeEvent,
  StreamOptions,
} from '../runtimes/AgentRuntime';

/** A clock that stands still until it is moved. */
export class TestClock {
  #time = Date.parse('2026-11-23T08:00:00Z');
  now = () => new Date(this.#time);
  advance(ms: number) {
    this.#time += ms;
  }
}

/** An agent whose events the test gives, one by one. */
export class ScriptedRuntime implements AgentRuntime {
  readonly id = 'scripted';
  readonly asked: StreamOptions[] = [];
  #queue: (RuntimeEvent | Error)[] = [];
  #wake?: () => void;

  async listAgents(): Promise<Agent[]> {
    return [
      {
        id: 'scripted',
        title: 'Scripted',
        description: '',
        runtime: this.id,
        health: 'healthy',
      },
    ];
  }

  /** Gives the running answer its next events. */
  emit(...events: (RuntimeEvent | Error)[]) {
    this.#queue.push(...events);
    this.#wake?.();
  }

  async *stream(options: StreamOptions): AsyncGenerator<RuntimeEvent> {
    this.asked.push(options);
    for (;;) {
      const next = this.#queue.shift();
      if (next instanceof Error) throw next;
      if (next) yield next;
      else {
        await new Promise<void>(resolve => {
          this.#wake = resolve;
        });
      }
      if (next?.type === 'message-end') return;
    }
  }
}

/** PostgreSQL when the environment names one, else SQLite. */
export const databaseId = process.env
  .BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING
  ? 'POSTGRES_15'
  : 'SQLITE_3';

/** The migrations of this package. */
export const migrations = join(__dirname, '../../migrations');

/** A database of its own with the migrations applied. */
export async function createDatabase(databases: TestDatabases): Promise<Knex> {
  const knex = await databases.init(databaseId);
  await knex.migrate.latest({ directory: migrations });
  return knex;
}

const LEASE_MS = 30_000;

/** One replica of the portal: its own service and runner over a database that others may share. */
export function createReplica(options: {
  knex: Knex;
  clock: TestClock;
  runtime: AgentRuntime;
  prefix?: string;
  renewMs?: number;
  timeoutMs?: number;
}) {
  const { knex, clock, runtime, prefix = 'id' } = options;
  let count = 0;
  const generateId = () => {
    count += 1;
    return `${prefix}-${String(count).padStart(3, '0')}`;
  };
  const logger = mockServices.logger.mock();
  const { now } = clock;
  const store = DatabaseConversationStore.create({
    knex,
    now,
    generateId,
    leaseMs: LEASE_MS,
  });
  const wakeups = Wakeups.create();
  const runner = AnswerRunner.create({
    store,
    wakeups,
    logger,
    renewMs: options.renewMs ?? 60_000,
    timeoutMs: options.timeoutMs ?? 60_000,
  });
  const agents = AgentDirectory.create({ runtimes: [runtime], logger });
  const conversations = ConversationService.create({
    agents,
    runner,
    store,
    wakeups,
    now,
    generateId,
    pollMs: 20,
  });
  return { agents, conversations, logger, runner, store };
}

/** The person of these tests. */
export const founder = mockCredentials.user('user:default/founder');
