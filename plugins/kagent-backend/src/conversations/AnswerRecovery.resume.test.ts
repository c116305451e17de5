import { ServiceUnavailableError } from '@backstage/errors';
import { ResumableRuntime } from '../__testUtils__/ResumableRuntime';
import {
  TestReplicas,
  ask,
  end,
  listEvents,
  read,
  say,
  toText,
  untilEnded,
  untilSaid,
} from '../__testUtils__/TestReplicas';
import { LEASE_MS, founder } from '../__testUtils__/createConversations';
import { GIVE_UP_MS } from './interruptions';

const replicas = TestReplicas.create();
const { signal } = new AbortController();

describe('an agent that finds its tasks again', () => {
  it('goes on in another process at once when its own one stops', async () => {
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
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

  it('is not taken again by the process that stops', async () => {
    const first = replicas.start('a', new ResumableRuntime());
    const id = await ask(first);
    const followed = read(first, id);
    await first.stop();
    await followed;
    await first.conversations.get(founder, id);
    expect(await first.answers.find({ conversationId: id })).toMatchObject({
      takeovers: 0,
      lapsed: true,
    });
    expect(first.runtime.resumed).toEqual([]);
  });

  it('goes on when its process was killed, but not before its lease has run out', async () => {
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
    const id = await ask(first);
    replicas.clock.advance(LEASE_MS - 1);
    await second.recovery.sweep();
    expect(second.runtime.resumed).toEqual([]);
    replicas.clock.advance(1);
    second.runtime.emit(say('an answer'), end);
    await second.recovery.sweep();
    expect(toText(await untilEnded(second, id))).toBe('an answer');
  });

  it('is followed through the change by who reads it elsewhere', async () => {
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
    const id = await ask(first);
    const followed = read(second, id);
    await first.stop();
    second.runtime.emit(say('an answer'), end);
    await second.recovery.sweep();
    expect(await followed).toEqual(await untilEnded(second, id));
    expect(toText(await followed)).toBe('an answer');
  });

  it('is taken over by one process only, and the old one writes no more', async () => {
    const old = replicas.start('a', new ResumableRuntime());
    const others = [
      replicas.start('b', new ResumableRuntime()),
      replicas.start('c', new ResumableRuntime()),
      replicas.start('d', new ResumableRuntime()),
    ];
    const id = await ask(old);
    replicas.clock.advance(LEASE_MS);
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
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
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
    replicas.clock.advance(2_000);
    second.runtime.emit(say('an answer'), end);
    await second.recovery.sweep();
    expect(second.runtime.resumed).toHaveLength(2);
    expect(toText(await untilEnded(second, id))).toBe('an answer');
  });

  it('is tried again also when its controller goes away in mid-stream', async () => {
    const replica = replicas.start('a', new ResumableRuntime());
    const id = await ask(replica);
    replica.runtime.emit(
      new ServiceUnavailableError('The connection is lost.'),
    );
    await replica.runner.idle();
    replicas.clock.advance(2_000);
    replica.runtime.emit(say('an answer'), end);
    await replica.recovery.sweep();
    expect(toText(await untilEnded(replica, id))).toBe('an answer');
  });

  it('has ten minutes anew once it makes progress', async () => {
    const replica = replicas.start('a', new ResumableRuntime());
    const id = await ask(replica);
    const down = new ServiceUnavailableError('The controller is down.');
    replica.runtime.emit(down);
    await replica.runner.idle();
    replicas.clock.advance(2_000);
    replica.runtime.emit(say('more'));
    await replica.recovery.sweep();
    await untilSaid(replica, id, 'more');
    replicas.clock.advance(GIVE_UP_MS);
    replica.runtime.emit(down);
    await replica.runner.idle();
    replicas.clock.advance(2_000);
    replica.runtime.emit(say('all'), end);
    await replica.recovery.sweep();
    expect(toText(await untilEnded(replica, id))).toBe('all');
  });

  it('ends with a clear error when its controller stays away', async () => {
    const replica = replicas.start('a', new ResumableRuntime());
    const id = await ask(replica);
    const down = new ServiceUnavailableError('The controller is down.');
    replica.runtime.emit(down);
    await replica.runner.idle();
    let tries = 0;
    for (;;) {
      const waiting = await replica.answers.find({ conversationId: id });
      if (!waiting) break;
      const now = replicas.clock.now().getTime();
      replicas.clock.advance(Date.parse(waiting.leaseUntil) - now);
      await replica.recovery.sweep();
      tries += 1;
      expect(replica.runtime.resumed).toHaveLength(tries);
      replica.runtime.emit(down);
      await replica.runner.idle();
    }
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(40);
    const waitedMs =
      replicas.clock.now().getTime() - Date.parse('2026-11-23T08:00:00Z');
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
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
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
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
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
