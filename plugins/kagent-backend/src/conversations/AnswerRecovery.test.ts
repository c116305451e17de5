import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import { ResumableRuntime } from '../__testUtils__/ResumableRuntime';
import {
  LEASE_MS,
  ScriptedRuntime,
  TestClock,
  createDatabase,
  createReplica,
  databaseId,
  founder,
} from '../__testUtils__/createConversations';
import { readAll } from '../__testUtils__/readAll';
import { toCurrent } from './toCurrent';
import { GIVE_UP_MS } from './interruptions';
import { OWNER_WAIT_MS } from './planRecovery';

const databases = TestDatabases.create({ ids: [databaseId] });
const end = { type: 'message-end', finishReason: 'stop' } as const;
const task = { type: 'task-start', taskId: 'task-1' } as const;
const say = (delta: string) => ({ type: 'text-delta', delta } as const);
const { signal } = new AbortController();

let knex: Knex;
let clock: TestClock;
const replicas: Replica[] = [];
type Replica = ReturnType<typeof createReplica>;

beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
});
afterEach(async () => {
  await Promise.all(replicas.splice(0).map(replica => replica.stop()));
});

function replicaOf<T extends ScriptedRuntime>(prefix: string, runtime: T) {
  const replica = createReplica({ knex, clock, runtime, prefix });
  replicas.push(replica);
  return { ...replica, runtime };
}

/** Sends a message and waits until the agent has said something. */
async function ask(replica: ReturnType<typeof replicaOf>, text = 'hello') {
  const { conversations, runtime } = replica;
  const { id } = await conversations.create(founder, { agent: 'scripted' });
  const { events } = await conversations.send(founder, { id, text, signal });
  runtime.emit(task, say('half an '));
  for await (const event of events) if (event.type === 'text-delta') break;
  return id;
}

async function listEvents(replica: Replica, id: string) {
  return replica.store.listEvents({ id });
}

function toText(events: ChatEvent[]): string {
  return toCurrent(events)
    .map(event => (event.type === 'text-delta' ? event.delta : ''))
    .join('');
}

/** Waits for the end of an answer without asking for more of it. */
async function untilEnded(replica: Replica, id: string) {
  while (await replica.answers.find({ conversationId: id })) {
    await new Promise(setImmediate);
  }
  return listEvents(replica, id);
}

const read = (replica: Replica, id: string, person = founder) =>
  replica.conversations
    .follow(person, { id, after: 0, signal })
    .then(events => readAll(events));

describe('an agent that finds its tasks again', () => {
  it('goes on in another process at once when its own one stops', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    await first.stop();
    expect((await listEvents(first, id)).map(({ type }) => type)).toEqual([
      'message-start',
      'message-start',
      'text-delta',
    ]);
    expect(first.runtime.cancelled).toEqual([]);
    second.runtime.emit(say('half an '), say('answer'), end);
    await second.recovery.sweep();
    const events = await untilEnded(second, id);
    expect(toText(events)).toBe('half an answer');
    expect(events[3]).toMatchObject({
      type: 'message-restart',
      messageId: events[1].messageId,
    });
    expect(second.runtime.resumed).toMatchObject([
      {
        agentId: 'scripted',
        conversationId: id,
        taskId: 'task-1',
        userEntityRef: 'user:default/founder',
      },
    ]);
    expect(first.runtime.asked).toHaveLength(1);
    expect(second.runtime.asked).toHaveLength(0);
  });

  it('goes on when its process was killed, but not before its lease has run out', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    clock.advance(LEASE_MS - 1);
    await second.recovery.sweep();
    expect(second.runtime.resumed).toEqual([]);
    clock.advance(1);
    second.runtime.emit(say('an answer'), end);
    await second.recovery.sweep();
    expect(toText(await untilEnded(second, id))).toBe('an answer');
  });

  it('is followed through the change by who reads it elsewhere', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    const followed = read(second, id);
    await first.stop();
    second.runtime.emit(say('an answer'), end);
    await second.recovery.sweep();
    expect(await followed).toEqual(await untilEnded(second, id));
    expect(toText(await followed)).toBe('an answer');
  });

  it('is taken over by one process only, and the old one writes no more', async () => {
    const old = replicaOf('a', new ResumableRuntime());
    const others = [
      replicaOf('b', new ResumableRuntime()),
      replicaOf('c', new ResumableRuntime()),
      replicaOf('d', new ResumableRuntime()),
    ];
    const id = await ask(old);
    clock.advance(LEASE_MS);
    await Promise.all(others.map(({ recovery }) => recovery.sweep()));
    const winners = others.filter(({ runtime }) => runtime.resumed.length > 0);
    expect(winners).toHaveLength(1);
    const [winner] = winners;
    winner.runtime.emit(say('from the winner'));
    for await (const event of await winner.conversations.follow(founder, {
      id,
      after: 3,
      signal,
    })) {
      if (event.type === 'text-delta') break;
    }
    old.runtime.emit(say('from the dead'), end);
    await old.runner.idle();
    winner.runtime.emit(end);
    const events = await untilEnded(winner, id);
    expect(toText(events)).toBe('from the winner');
    expect(JSON.stringify(events)).not.toContain('from the dead');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(old.logger.error).not.toHaveBeenCalled();
  });

  it('keeps what is there until it gives something, and says that its controller is away', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    await first.stop();
    second.runtime.emit(new ServiceUnavailableError('The controller is down.'));
    await second.recovery.sweep();
    await second.runner.idle();
    const waiting = await listEvents(second, id);
    expect(toText(waiting)).toBe('half an ');
    expect(waiting.at(-1)).toMatchObject({
      type: 'status',
      text: expect.stringContaining('does not answer; trying again'),
    });
    await second.recovery.sweep();
    expect(second.runtime.resumed).toHaveLength(1);
    clock.advance(2_000);
    second.runtime.emit(say('an answer'), end);
    await second.recovery.sweep();
    expect(second.runtime.resumed).toHaveLength(2);
    expect(toText(await untilEnded(second, id))).toBe('an answer');
  });

  it('is tried again also when its controller goes away in mid-stream', async () => {
    const replica = replicaOf('a', new ResumableRuntime());
    const id = await ask(replica);
    replica.runtime.emit(
      new ServiceUnavailableError('The connection is lost.'),
    );
    await replica.runner.idle();
    clock.advance(2_000);
    replica.runtime.emit(say('an answer'), end);
    await replica.recovery.sweep();
    expect(toText(await untilEnded(replica, id))).toBe('an answer');
  });

  it('ends with a clear error when its controller stays away', async () => {
    const replica = replicaOf('a', new ResumableRuntime());
    const id = await ask(replica);
    const down = new ServiceUnavailableError('The controller is down.');
    replica.runtime.emit(down);
    await replica.runner.idle();
    let tries = 0;
    while (await replica.answers.find({ conversationId: id })) {
      clock.advance(1_000);
      const before = replica.runtime.resumed.length;
      await replica.recovery.sweep();
      if (replica.runtime.resumed.length > before) {
        tries += 1;
        replica.runtime.emit(down);
        await replica.runner.idle();
      }
    }
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(40);
    const waitedMs = clock.now().getTime() - Date.parse('2026-11-23T08:00:00Z');
    expect(waitedMs).toBeGreaterThanOrEqual(GIVE_UP_MS);
    expect(waitedMs).toBeLessThan(GIVE_UP_MS + 40_000);
    expect((await listEvents(replica, id)).slice(-2)).toMatchObject([
      {
        type: 'error',
        name: 'AnswerInterruptedError',
        message: expect.stringContaining('did not answer for 10 minutes'),
      },
      { type: 'message-end', finishReason: 'error' },
    ]);
  });

  it('ends at once when it does not know the task any more', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    await first.stop();
    second.runtime.emit(
      Object.assign(new Error('The task is gone.'), { name: 'NotFoundError' }),
    );
    await second.recovery.sweep();
    expect((await untilEnded(second, id)).slice(-2)).toMatchObject([
      { type: 'error', message: 'The task is gone.' },
      { type: 'message-end', finishReason: 'error' },
    ]);
  });

  it('is not asked twice when it had not confirmed the message', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const { conversations } = first;
    const { id } = await conversations.create(founder, { agent: 'scripted' });
    await conversations.send(founder, { id, text: 'delete it', signal });
    await first.stop();
    await second.recovery.sweep();
    expect((await untilEnded(second, id)).at(-2)).toMatchObject({
      type: 'error',
      message: expect.stringContaining('Look whether the agent did anything'),
    });
    expect(second.runtime.asked).toEqual([]);
  });
});

describe('an agent that lives in the portal', () => {
  it('is asked again by the next look of the owner, with all that was said', async () => {
    const first = replicaOf('a', new ScriptedRuntime());
    const second = replicaOf('b', new ScriptedRuntime());
    const id = await ask(first, 'first question');
    first.runtime.emit(say('answer'), end);
    await untilEnded(first, id);
    await first.conversations.send(founder, { id, text: 'second', signal });
    first.runtime.emit(say('half'));
    while (toText(await listEvents(first, id)) !== 'half an answerhalf') {
      await new Promise(setImmediate);
    }
    await first.stop();
    await second.recovery.sweep();
    expect(second.runtime.asked).toEqual([]);
    await second.conversations.get(founder, id);
    second.runtime.emit(say(', whole'), end);
    expect(toText(await untilEnded(second, id))).toBe('half an answer, whole');
    expect(second.runtime.asked).toMatchObject([
      {
        text: 'second',
        credentials: founder,
        history: [
          { role: 'user', text: 'first question' },
          { role: 'assistant', text: 'half an answer' },
        ],
      },
    ]);
  });

  it('is asked again in the name of an owner who has been following all the time', async () => {
    const first = replicaOf('a', new ScriptedRuntime());
    const second = replicaOf('b', new ScriptedRuntime());
    const id = await ask(first);
    const followed = read(second, id);
    clock.advance(LEASE_MS);
    second.runtime.emit(say('an answer'), end);
    expect(toText(await followed)).toBe('an answer');
    expect(second.runtime.asked).toHaveLength(1);
  });

  it('is never asked in the name of a reader, whose stream ends', async () => {
    const first = replicaOf('a', new ScriptedRuntime());
    const second = replicaOf('b', new ScriptedRuntime());
    const id = await ask(first);
    await knex('conversation_readers').insert({
      conversation_id: id,
      reader: 'user:default/reader',
    });
    const reader = mockCredentials.user('user:default/reader');
    await first.stop();
    expect(toText(await read(second, id, reader))).toBe('half an ');
    await second.conversations.get(reader, id);
    expect(second.runtime.asked).toEqual([]);
    expect(await second.answers.find({ conversationId: id })).toBeDefined();
  });

  it('lets go of an answer whose owner stays away for a day', async () => {
    const first = replicaOf('a', new ScriptedRuntime());
    const second = replicaOf('b', new ScriptedRuntime());
    const id = await ask(first);
    await first.stop();
    clock.advance(OWNER_WAIT_MS);
    await second.recovery.sweep();
    expect((await untilEnded(second, id)).at(-2)).toMatchObject({
      type: 'error',
      name: 'AnswerInterruptedError',
    });
  });

  it('never passes a decision on twice', async () => {
    class DecidingRuntime extends ScriptedRuntime {
      decide = () => this.give();
    }
    const first = replicaOf('a', new DecidingRuntime());
    const second = replicaOf('b', new DecidingRuntime());
    const id = await ask(first);
    const digest = 'a'.repeat(64);
    first.runtime.emit(
      {
        type: 'approval-request',
        approvalId: 'task-1',
        toolCallIds: ['call-1'],
        digest,
      },
      { type: 'message-end', finishReason: 'approval' },
    );
    await untilEnded(first, id);
    await first.conversations.decide(founder, {
      id,
      approvalId: 'task-1',
      digest,
      decisions: [{ toolCallId: 'call-1', approved: true }],
      signal,
    });
    await first.stop();
    const { events } = await second.conversations.get(founder, id);
    await second.runner.idle();
    expect((await listEvents(second, id)).slice(events.length)).toMatchObject([
      {
        type: 'error',
        message: expect.stringContaining('look whether the tools ran'),
      },
      { type: 'message-end', finishReason: 'error' },
    ]);
  });
});

describe('a decision', () => {
  it('stays decided when its answer begins anew', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    const digest = 'a'.repeat(64);
    first.runtime.emit(
      {
        type: 'approval-request',
        approvalId: 'task-1',
        toolCallIds: ['call-1'],
        digest,
      },
      { type: 'message-end', finishReason: 'approval' },
    );
    await untilEnded(first, id);
    const decisions = [{ toolCallId: 'call-1', approved: true }];
    const decide = { id, approvalId: 'task-1', digest, decisions, signal };
    await first.conversations.decide(founder, decide);
    first.runtime.emit(task, say('merg'));
    while (!toText(await listEvents(first, id)).includes('merg')) {
      await new Promise(setImmediate);
    }
    await first.stop();
    second.runtime.emit(say('merged'), end);
    await second.recovery.sweep();
    const events = toCurrent(await untilEnded(second, id));
    expect(toText(events)).toBe('half an merged');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'approval-response', decisions }),
    );
    await expect(
      second.conversations.decide(founder, decide),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });
});

describe('cancel', () => {
  it('says nothing more when the agent says that it stopped', async () => {
    const replica = replicaOf('a', new ResumableRuntime());
    const id = await ask(replica);
    await replica.conversations.cancel(founder, id);
    const last = (await untilEnded(replica, id)).at(-1);
    expect(last).toMatchObject({ finishReason: 'cancelled' });
    expect(last).not.toHaveProperty('note');
    expect(replica.runtime.cancelled).toMatchObject([
      { taskId: 'task-1', userEntityRef: 'user:default/founder' },
    ]);
  });

  it.each([
    ['does not', async () => ({ stopped: false })],
    ['fails', async () => Promise.reject(new Error('not implemented'))],
  ])('says that the agent may go on when it %s', async (_, stops) => {
    const replica = replicaOf('a', new ResumableRuntime());
    replica.runtime.stops = stops;
    const id = await ask(replica);
    await replica.conversations.cancel(founder, id);
    expect((await untilEnded(replica, id)).at(-1)).toMatchObject({
      finishReason: 'cancelled',
      note: expect.stringContaining('it may go on with its work'),
    });
  });

  it('ends an interrupted answer, and asks the agent to stop', async () => {
    const first = replicaOf('a', new ResumableRuntime());
    const second = replicaOf('b', new ResumableRuntime());
    const id = await ask(first);
    await first.stop();
    await second.conversations.cancel(founder, id);
    expect((await untilEnded(second, id)).at(-1)).toMatchObject({
      finishReason: 'cancelled',
    });
    expect(second.runtime.cancelled).toHaveLength(1);
    expect(second.runtime.resumed).toEqual([]);
  });
});

it('tells nobody of an interruption whose conversation is deleted', async () => {
  const first = replicaOf('a', new ResumableRuntime());
  const second = replicaOf('b', new ResumableRuntime());
  const id = await ask(first);
  await first.stop();
  await second.conversations.delete(founder, id);
  await second.runner.idle();
  await second.recovery.sweep();
  expect(await knex('events')).toEqual([]);
  expect(second.runtime.cancelled).toHaveLength(1);
  expect(second.logger.error).not.toHaveBeenCalled();
});

it('ends an answer of an agent that is not connected any more', async () => {
  const first = replicaOf('a', new ResumableRuntime());
  const id = await ask(first);
  await first.stop();
  const other = new ResumableRuntime();
  Object.defineProperty(other, 'id', { value: 'another' });
  const second = replicaOf('b', other);
  await second.recovery.sweep();
  expect((await untilEnded(second, id)).at(-2)).toMatchObject({
    type: 'error',
    message: expect.stringContaining('"scripted" is not connected'),
  });
});
