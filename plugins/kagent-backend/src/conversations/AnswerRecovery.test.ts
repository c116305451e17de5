import { mockCredentials } from '@backstage/backend-test-utils';
import { ResumableRuntime } from '../__testUtils__/ResumableRuntime';
import {
  TestReplicas,
  ask,
  end,
  listEvents,
  read,
  say,
  task,
  toText,
  untilEnded,
  untilSaid,
} from '../__testUtils__/TestReplicas';
import {
  LEASE_MS,
  ScriptedRuntime,
  founder,
} from '../__testUtils__/createConversations';
import { OWNER_WAIT_MS } from './planRecovery';
import { toCurrent } from './toCurrent';

const replicas = TestReplicas.create();
const { signal } = new AbortController();

describe('an agent that lives in the portal', () => {
  it('is asked again by the next look of the owner, with all that was said', async () => {
    const first = replicas.start('a', new ScriptedRuntime());
    const second = replicas.start('b', new ScriptedRuntime());
    const id = await ask(first, 'first question');
    first.runtime.emit(say('answer'), end);
    await untilEnded(first, id);
    await first.conversations.send(founder, { id, text: 'second', signal });
    first.runtime.emit(say('half'));
    await untilSaid(first, id, 'answerhalf');
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
    const first = replicas.start('a', new ScriptedRuntime());
    const second = replicas.start('b', new ScriptedRuntime());
    const id = await ask(first);
    const followed = read(second, id);
    replicas.clock.advance(LEASE_MS);
    second.runtime.emit(say('an answer'), end);
    expect(toText(await followed)).toBe('an answer');
    expect(second.runtime.asked).toHaveLength(1);
  });

  it('is never asked in the name of a reader, whose stream ends', async () => {
    const first = replicas.start('a', new ScriptedRuntime());
    const second = replicas.start('b', new ScriptedRuntime());
    const id = await ask(first);
    await replicas.knex('conversation_readers').insert({
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
    const first = replicas.start('a', new ScriptedRuntime());
    const second = replicas.start('b', new ScriptedRuntime());
    const id = await ask(first);
    await first.stop();
    replicas.clock.advance(OWNER_WAIT_MS);
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
    const first = replicas.start('a', new DecidingRuntime());
    const second = replicas.start('b', new DecidingRuntime());
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
    const first = replicas.start('a', new ResumableRuntime());
    const second = replicas.start('b', new ResumableRuntime());
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
    await untilSaid(first, id, 'merg');
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

it('tells nobody of an interruption whose conversation is deleted', async () => {
  const first = replicas.start('a', new ResumableRuntime());
  const second = replicas.start('b', new ResumableRuntime());
  const id = await ask(first);
  await first.stop();
  await second.conversations.delete(founder, id);
  await second.runner.idle();
  await second.recovery.sweep();
  expect(await replicas.knex('events')).toEqual([]);
  expect(second.runtime.cancelled).toHaveLength(1);
  expect(second.logger.error).not.toHaveBeenCalled();
});

it('ends an answer of an agent that is not connected any more', async () => {
  const first = replicas.start('a', new ResumableRuntime());
  const id = await ask(first);
  await first.stop();
  const other = new ResumableRuntime();
  Object.defineProperty(other, 'id', { value: 'another' });
  const second = replicas.start('b', other);
  await second.recovery.sweep();
  expect((await untilEnded(second, id)).at(-2)).toMatchObject({
    type: 'error',
    message: expect.stringContaining('"scripted" is not connected'),
  });
});
