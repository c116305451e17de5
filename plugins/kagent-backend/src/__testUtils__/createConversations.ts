import {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import { Agent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { join } from 'node:path';
import { z } from 'zod';
import { createChat } from '../createChat';
import { DEFAULT_LIMITS, Limits } from '../limits/PersonLimits';
import {
  AgentRuntime,
  RuntimeEvent,
  StreamOptions,
} from '../runtimes/AgentRuntime';
import { createMemoryForge } from './createMemoryForge';
import { platformFiles } from './platformFiles';

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

  stream(options: StreamOptions): AsyncGenerator<RuntimeEvent> {
    this.asked.push(options);
    return this.give();
  }

  /** Gives what is emitted, until the end of the answer. */
  protected async *give(): AsyncGenerator<RuntimeEvent> {
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

/** How long a lease lasts in these tests, in milliseconds. */
export const LEASE_MS = 15_000;

/** One replica of the portal: its own service and runner over a database that others may share. It takes nothing over unless told to. */
export function createReplica(options: {
  knex: Knex;
  clock: TestClock;
  runtime: AgentRuntime;
  prefix?: string;
  renewMs?: number;
  timeoutMs?: number;
  auditor?: AuditorService;
  /** What the catalog has. */
  entities?: Entity[];
  /** What the person may see of the platform repository. */
  permissions?: PermissionsService;
  /** Refs of the teams of a person, by that person's ref. */
  teams?: Record<string, string[]>;
  /** What is not the default. */
  limits?: Partial<Limits>;
  proposals?: Proposal[];
}) {
  const { knex, clock, runtime, prefix = 'id' } = options;
  let count = 0;
  const generateId = () => {
    count += 1;
    return `${prefix}-${String(count).padStart(3, '0')}`;
  };
  const logger = mockServices.logger.mock();
  const auditor = options.auditor ?? mockServices.auditor.mock();
  const chat = createChat({
    auditor,
    catalog: catalogServiceMock({ entities: options.entities ?? [] }),
    forge: createMemoryForge(platformFiles, options.proposals),
    knex,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    logger,
    permissions:
      options.permissions ??
      mockServices.permissions({ result: AuthorizeResult.ALLOW }),
    runtimes: [runtime],
    userInfo: {
      async getUserInfo({ principal }) {
        const userEntityRef = z
          .object({ userEntityRef: z.string() })
          .parse(principal).userEntityRef;
        const teams = options.teams?.[userEntityRef] ?? [];
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...teams],
        };
      },
    },
    now: clock.now,
    generateId,
    times: {
      leaseMs: LEASE_MS,
      renewMs: options.renewMs ?? 60_000,
      timeoutMs: options.timeoutMs ?? 60_000,
      pollMs: 20,
    },
  });
  return { ...chat, auditor, logger };
}

/** The person of these tests. */
export const founder = mockCredentials.user('user:default/founder');
