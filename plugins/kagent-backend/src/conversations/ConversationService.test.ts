import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import {
  LEASE_MS,
  ScriptedRuntime,
  TestClock,
  createDatabase,
  createReplica,
  databaseId,
  founder,
  migrations,
} from '../__testUtils__/createConversations';
import { readAll } from '../__testUtils__/readAll';
import { MAX_ANSWER_LENGTH } from './AnswerRunner';

const databases = TestDatabases.create({ ids: [databaseId] });
const end = { type: 'message-end', finishReason: 'stop' } as const;

let knex: Knex;
let clock: TestClock;
let runtime: ScriptedRuntime;
let portal: ReturnType<typeof createReplica>;

beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
  runtime = new ScriptedRuntime();
  portal = createReplica({ knex, clock, runtime });
});
afterEach(() => portal.runner.stop());

const { signal } = new AbortController();

async function start(replica = portal, person = founder) {
  const { id } = await replica.conversations.create(person, {
    agent: 'scripted',
  });
  return id;
}

async function send(id: string, text = 'hello', replica = portal) {
  const sent = await replica.conversations.send(founder, { id, text, signal });
  return sent.events;
}

function types(events: ChatEvent[]): string[] {
  return events.map(event =>
    event.type === 'text-delta' ? event.delta : event.type,
  );
}

describe('send', () => {
  it('gives the agent what was said before, and the text of now', async () => {
    const id = await start();
    runtime.emit({ type: 'text-delta', delta: 'one ' });
    runtime.emit({ type: 'text-delta', delta: 'two' }, end);
    await readAll(await send(id, 'first'));
    runtime.emit(end);
    const events = await readAll(await send(id, 'second'));
    expect(types(events)).toEqual([
      'message-start',
      'message-start',
      'message-end',
    ]);
    expect(events[0].seq).toBe(5);
    expect(runtime.asked[1]).toMatchObject({
      agentId: 'scripted',
      conversationId: id,
      text: 'second',
      history: [
        { role: 'user', text: 'first' },
        { role: 'assistant', text: 'one two' },
      ],
    });
  });

  it('sends the agent no secret', async () => {
    const id = await start();
    runtime.emit(end);
    await readAll(await send(id, 'password=hunter2'));
    expect(runtime.asked[0].text).toBe('password=[removed password]');
  });

  it('allows one answer a conversation', async () => {
    const id = await start();
    await send(id);
    await expect(send(id)).rejects.toMatchObject({ name: 'ConflictError' });
    const other = createReplica({ knex, clock, runtime, prefix: 'other' });
    await expect(send(id, 'hello', other)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(id),
    });
    expect(types(await portal.store.listEvents({ id }))).toEqual([
      'message-start',
      'message-start',
    ]);
  });

  it('lets one of two messages through that are sent at once', async () => {
    const id = await start();
    const results = await Promise.allSettled([send(id, 'a'), send(id, 'b')]);
    expect(results.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect(await portal.store.listEvents({ id })).toHaveLength(2);
  });

  it('allows three answers a person', async () => {
    for (let i = 0; i < 3; i++) await send(await start());
    const fourth = await start();
    await expect(send(fourth)).rejects.toMatchObject({
      name: 'TooManyAnswersError',
      statusCode: 429,
    });
    const other = mockCredentials.user('user:default/other');
    const id = await start(portal, other);
    await portal.conversations.send(other, { id, text: 'hi', signal });
  });

  it('frees the place of an answer that has ended, and of one that was interrupted', async () => {
    const ids = [await start(), await start(), await start()];
    const first = await send(ids[0]);
    runtime.emit(end);
    await readAll(first);
    await send(ids[0]);
    await send(ids[1]);
    await send(ids[2]);
    clock.advance(LEASE_MS + 1);
    await expect(send(await start())).resolves.toBeDefined();
  });

  it('refuses an agent that is gone', async () => {
    const id = await start();
    const other = new ScriptedRuntime();
    other.listAgents = async () => [];
    const later = createReplica({ knex, clock, runtime: other });
    await expect(send(id, 'hi', later)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('an answer', () => {
  it('is followed from another replica', async () => {
    const id = await start();
    await send(id);
    const other = createReplica({ knex, clock, runtime, prefix: 'other' });
    const followed = readAll(
      await other.conversations.follow(founder, { id, after: 2, signal }),
    );
    runtime.emit({ type: 'text-delta', delta: 'hi' }, end);
    expect(types(await followed)).toEqual(['hi', 'message-end']);
  });

  it('is stopped by the person, at once', async () => {
    const id = await start();
    const events = readAll(await send(id));
    await portal.conversations.cancel(founder, id);
    expect((await events).pop()).toMatchObject({
      type: 'message-end',
      finishReason: 'cancelled',
    });
    await portal.conversations.cancel(founder, id);
    runtime.emit(end);
  });

  it('is stopped from another replica', async () => {
    const fast = createReplica({ knex, clock, runtime, renewMs: 10 });
    const id = await start(fast);
    const events = readAll(await send(id, 'hello', fast));
    const other = createReplica({ knex, clock, runtime, prefix: 'other' });
    await other.conversations.cancel(founder, id);
    expect((await events).pop()).toMatchObject({ finishReason: 'cancelled' });
  });

  it('ends with a clear error when the agent fails, and the reason is only in the log', async () => {
    const id = await start();
    runtime.emit(new Error('secret detail'));
    const events = await readAll(await send(id));
    expect(events.slice(2)).toMatchObject([
      { type: 'error', name: 'AgentFailedError' },
      { type: 'message-end', finishReason: 'error' },
    ]);
    expect(JSON.stringify(events)).not.toContain('secret detail');
    expect(portal.logger.error).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ message: 'secret detail' }),
    );
  });

  it('passes on an error that is written for people', async () => {
    const id = await start();
    runtime.emit(new NotFoundError('There is no such claim.'));
    expect(await readAll(await send(id))).toContainEqual(
      expect.objectContaining({
        type: 'error',
        message: 'There is no such claim.',
      }),
    );
  });

  it('ends when its time is up', async () => {
    const hasty = createReplica({ knex, clock, runtime, timeoutMs: 10 });
    const id = await start(hasty);
    expect(await readAll(await send(id, 'hello', hasty))).toContainEqual(
      expect.objectContaining({ type: 'error', name: 'AnswerTimeoutError' }),
    );
  });

  it('ends when the agent never stops talking, and stores no more of it', async () => {
    const id = await start();
    const sent = await send(id);
    const delta = 'x'.repeat(MAX_ANSWER_LENGTH / 2);
    runtime.emit(
      { type: 'text-delta', delta },
      { type: 'text-delta', delta },
      { type: 'text-delta', delta },
    );
    const events = await readAll(sent);
    expect(events.filter(({ type }) => type === 'text-delta')).toHaveLength(1);
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'error', name: 'AnswerTooLongError' }),
    );
    expect(runtime.asked.at(-1)?.signal.aborted).toBe(true);
    expect(await portal.answers.find({ conversationId: id })).toBeUndefined();
  });

  it('stops without a word when its conversation is deleted', async () => {
    const id = await start();
    const events = readAll(await send(id));
    await portal.conversations.delete(founder, id);
    await events;
    await expect(portal.conversations.get(founder, id)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(await knex('events')).toEqual([]);
    expect(await knex('running_answers')).toEqual([]);
    await portal.runner.stop();
    expect(portal.logger.error).not.toHaveBeenCalled();
  });
});

describe('the title', () => {
  it.each([
    ['Short question', 'Short question'],
    ['First line\nsecond', 'First line'],
    [`${'😀'.repeat(100)}`, `${'😀'.repeat(79)}…`],
  ])('of %j', async (text, title) => {
    const id = await start();
    runtime.emit(end);
    await readAll(await send(id, text));
    runtime.emit(end);
    await readAll(await send(id, 'a later message'));
    expect((await portal.conversations.get(founder, id)).title).toBe(title);
  });
});

describe('migrations', () => {
  it('go down again', async () => {
    await knex.migrate.rollback({ directory: migrations }, true);
    expect(await knex.schema.hasTable('conversations')).toBe(false);
  });
});
