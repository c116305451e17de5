import { TestDatabases } from '@backstage/backend-test-utils';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { toCurrent } from '../conversations/toCurrent';
import {
  ScriptedRuntime,
  TestClock,
  createDatabase,
  createReplica,
  databaseId,
  founder,
} from './createConversations';
import { readAll } from './readAll';

/** A replica, and the agent that it talks to. */
export type TestReplica<T extends ScriptedRuntime = ScriptedRuntime> =
  ReturnType<typeof createReplica> & { runtime: T };

/** The end of an answer as an agent gives it. */
export const end = { type: 'message-end', finishReason: 'stop' } as const;
/** What an agent gives first. */
export const task = { type: 'task-start', taskId: 'task-1' } as const;
/** A piece of text as an agent gives it. */
export const say = (delta: string) => ({ type: 'text-delta', delta } as const);

const { signal } = new AbortController();

/** Several replicas of the portal over one database and one clock, new in each test. */
export class TestReplicas {
  readonly #databases = TestDatabases.create({ ids: [databaseId] });
  readonly #replicas: TestReplica[] = [];
  #knex: Knex | undefined;
  clock = new TestClock();

  private constructor() {}

  /** Has to be called where hooks of tests may be. */
  static create(): TestReplicas {
    const replicas = new TestReplicas();
    beforeEach(async () => {
      replicas.#knex = await createDatabase(replicas.#databases);
      replicas.clock = new TestClock();
    });
    afterEach(async () => {
      const all = replicas.#replicas.splice(0);
      await Promise.all(all.map(replica => replica.stop()));
    });
    return replicas;
  }

  get knex(): Knex {
    if (!this.#knex) throw new Error('Only within a test');
    return this.#knex;
  }

  /** Starts a replica; its ids begin with `prefix`. */
  start<T extends ScriptedRuntime>(prefix: string, runtime: T): TestReplica<T> {
    const { clock, knex } = this;
    const replica = {
      ...createReplica({ knex, clock, runtime, prefix }),
      runtime,
    };
    this.#replicas.push(replica);
    return replica;
  }
}

/** Sends a message and waits until the agent has said "half an ". */
export async function ask(replica: TestReplica, text = 'hello') {
  const { conversations, runtime } = replica;
  const { id } = await conversations.create(founder, { agent: 'scripted' });
  const { events } = await conversations.send(founder, { id, text, signal });
  runtime.emit(task, say('half an '));
  for await (const event of events) if (event.type === 'text-delta') break;
  return id;
}

/** Lists all events of a conversation. */
export function listEvents({ store }: TestReplica, id: string) {
  return store.listEvents({ id });
}

/** Waits for the end of the running answer without asking for more of it; returns all events. */
export async function untilEnded(replica: TestReplica, id: string) {
  while (await replica.answers.find({ conversationId: id })) {
    await new Promise(setImmediate);
  }
  return listEvents(replica, id);
}

/** Waits until the answers of a conversation say something. */
export async function untilSaid(
  replica: TestReplica,
  id: string,
  text: string,
) {
  while (!toText(await listEvents(replica, id)).includes(text)) {
    await new Promise(setImmediate);
  }
}

/** Follows a conversation from its beginning as somebody, to the end of the stream. */
export async function read(
  { conversations }: TestReplica,
  id: string,
  person = founder,
) {
  return readAll(await conversations.follow(person, { id, after: 0, signal }));
}

/** All text of agents that counts. */
export function toText(events: ChatEvent[]): string {
  return toCurrent(events)
    .map(event => (event.type === 'text-delta' ? event.delta : ''))
    .join('');
}
