import { TestDatabases } from '@backstage/backend-test-utils';
import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { Knex } from 'knex';
import {
  ScriptedRuntime,
  TestClock,
  createDatabase,
  createReplica,
  databaseId,
  founder,
} from '../__testUtils__/createConversations';
import { readAll } from '../__testUtils__/readAll';
import { RuntimeEvent } from '../runtimes/AgentRuntime';

const databases = TestDatabases.create({ ids: [databaseId] });
const end = { type: 'message-end', finishReason: 'stop' } as const;
const pause = { type: 'message-end', finishReason: 'approval' } as const;
const DIGEST = 'd'.repeat(64);
const { signal } = new AbortController();

/** An agent that can be told what was decided. */
class PausingRuntime extends ScriptedRuntime {
  decide() {
    return this.give();
  }
}

let knex: Knex;
let clock: TestClock;
let runtime: PausingRuntime;
let portal: ReturnType<typeof createReplica>;
let id: string;

beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
  runtime = new PausingRuntime();
  portal = createReplica({ knex, clock, runtime });
  ({ id } = await portal.conversations.create(founder, { agent: 'scripted' }));
});
afterEach(() => portal.stop());

async function say(
  text: string,
  options: { replaces?: string; answer?: RuntimeEvent[] } = {},
): Promise<ChatEvent[]> {
  const { replaces, answer = [{ type: 'text-delta', delta: text }, end] } =
    options;
  runtime.emit(...answer);
  const { events } = await portal.conversations.send(founder, {
    id,
    text,
    replaces,
    signal,
  });
  return readAll(events);
}

const call = (toolCallId: string, input: unknown): RuntimeEvent => ({
  type: 'tool-input-available',
  toolCallId,
  toolName: 'scale',
  input,
});
const request = (
  approvalId: string,
  ...toolCallIds: string[]
): RuntimeEvent => ({
  type: 'approval-request',
  approvalId,
  toolCallIds,
  digest: DIGEST,
});

describe('an edited message', () => {
  it('stands for the earlier one and all that followed it', async () => {
    await say('one');
    const [two] = await say('two');
    await say('three');
    const [edited] = await say('two, but better', { replaces: two.messageId });
    expect(edited).toMatchObject({
      type: 'message-start',
      role: 'user',
      replaces: two.messageId,
    });
    expect(runtime.asked[3].history.map(({ text }) => text)).toEqual([
      'one',
      'one',
    ]);
    await say('four');
    expect(runtime.asked[4].history.map(({ text }) => text)).toEqual([
      'one',
      'one',
      'two, but better',
      'two, but better',
    ]);
    expect((await portal.conversations.get(founder, id)).events).toHaveLength(
      20,
    );
  });

  it.each<[string, (events: ChatEvent[]) => string]>([
    ['an answer', events => events[1].messageId],
    ['nothing', () => 'none'],
  ])('cannot stand for %s', async (_, toId) => {
    const events = await say('one');
    await expect(
      say('two', { replaces: toId(events), answer: [] }),
    ).rejects.toMatchObject({ name: 'InputError' });
    expect((await portal.conversations.get(founder, id)).events).toEqual(
      events,
    );
    expect(await portal.answers.find({ conversationId: id })).toBeUndefined();
  });

  it('cannot stand for one that was edited before, nor for one of another conversation', async () => {
    const [one] = await say('one');
    await say('one again', { replaces: one.messageId });
    await expect(
      say('once more', { replaces: one.messageId, answer: [] }),
    ).rejects.toMatchObject({ name: 'InputError' });
    const elsewhere = await portal.conversations.create(founder, {
      agent: 'scripted',
    });
    const [message] = (await portal.conversations.get(founder, id)).events;
    await expect(
      portal.conversations.send(founder, {
        id: elsewhere.id,
        text: 'x',
        replaces: message.messageId,
        signal,
      }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('is refused while an answer runs', async () => {
    const { events } = await portal.conversations.send(founder, {
      id,
      text: 'one',
      signal,
    });
    const running = (await portal.conversations.get(founder, id)).events;
    await expect(
      say('two', { replaces: running[0].messageId, answer: [] }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    runtime.emit(end);
    await readAll(events);
  });
});

describe('feedback', () => {
  const give = (messageId: string, feedback: object) =>
    portal.conversations.giveFeedback(founder, { id, messageId, ...feedback });
  const list = async () =>
    (await portal.conversations.get(founder, id)).feedback;

  it('is kept, changed and taken back, without secrets', async () => {
    const answer = (await say('one'))[1].messageId;
    await give(answer, { rating: 'bad', text: 'It told password=hunter2' });
    expect(await list()).toEqual([
      {
        messageId: answer,
        rating: 'bad',
        text: 'It told password=[removed password]',
      },
    ]);
    await give(answer, { rating: 'good' });
    expect(await list()).toEqual([{ messageId: answer, rating: 'good' }]);
    await give(answer, {});
    expect(await list()).toEqual([]);
  });

  it('is about answers that count', async () => {
    const [question, answer] = await say('one');
    await expect(
      give(question.messageId, { rating: 'good' }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await say('two', { replaces: question.messageId });
    await expect(
      give(answer.messageId, { rating: 'good' }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('goes with the conversation', async () => {
    const answer = (await say('one'))[1].messageId;
    await give(answer, { rating: 'good' });
    await portal.conversations.delete(founder, id);
    expect(await knex('message_feedback')).toEqual([]);
  });
});

describe('what agents wait with', () => {
  const list = () => portal.conversations.listWaiting(founder);
  const ask = () =>
    say('scale it', {
      answer: [
        call('c1', { replicas: 3 }),
        call('c2', { replicas: 5 }),
        request('a1', 'c1', 'c2'),
        pause,
      ],
    });
  const decide = (...answer: RuntimeEvent[]) => {
    runtime.emit(...answer);
    return portal.conversations.decide(founder, {
      id,
      approvalId: 'a1',
      digest: DIGEST,
      decisions: [{ toolCallId: 'c1', approved: true }],
      signal,
    });
  };

  it('is listed with its calls and their arguments, the longest waiting first', async () => {
    await ask();
    clock.advance(60_000);
    const first = id;
    ({ id } = await portal.conversations.create(founder, {
      agent: 'scripted',
    }));
    await ask();
    const waiting = await list();
    expect(waiting.map(({ conversationId }) => conversationId)).toEqual([
      first,
      id,
    ]);
    expect(waiting[0]).toEqual({
      conversationId: first,
      title: 'scale it',
      agent: 'scripted',
      approvalId: 'a1',
      digest: DIGEST,
      requestedAt: '2026-11-23T08:00:00.000Z',
      calls: [
        { toolCallId: 'c1', toolName: 'scale', input: { replicas: 3 } },
        { toolCallId: 'c2', toolName: 'scale', input: { replicas: 5 } },
      ],
    });
  });

  it('is not listed before one can decide', async () => {
    runtime.emit(call('c1', {}), request('a1', 'c1'));
    const { events } = await portal.conversations.send(founder, {
      id,
      text: 'go',
      signal,
    });
    for await (const event of events) {
      if (event.type === 'approval-request') break;
    }
    expect(await list()).toEqual([]);
    runtime.emit(pause);
    await readAll(
      await portal.conversations.follow(founder, { id, after: 0, signal }),
    );
    expect(await list()).toHaveLength(1);
  });

  it('is over once it was decided', async () => {
    await ask();
    await readAll(await decide(end));
    expect(await list()).toEqual([]);
  });

  it('is the newest when an agent waits once more', async () => {
    await ask();
    await readAll(
      await decide(call('c3', { replicas: 9 }), request('a1', 'c3'), pause),
    );
    expect(await list()).toMatchObject([
      { approvalId: 'a1', calls: [{ toolCallId: 'c3' }] },
    ]);
  });

  it.each(['cancelled', 'error', 'stop'] as const)(
    'is nothing when the answer ended with %s',
    async finishReason => {
      await say('go', {
        answer: [
          call('c1', {}),
          request('a1', 'c1'),
          { type: 'message-end', finishReason },
        ],
      });
      expect(await list()).toEqual([]);
    },
  );

  it('stays when the person writes on, and goes when the question is edited', async () => {
    const [question] = await ask();
    await say('why?');
    expect(await list()).toHaveLength(1);
    await say('never mind', { replaces: question.messageId });
    expect(await list()).toEqual([]);
    await expect(decide()).rejects.toMatchObject({ name: 'InputError' });
  });

  it('goes with the conversation', async () => {
    await ask();
    await portal.conversations.delete(founder, id);
    expect(await list()).toEqual([]);
    expect(await knex('waiting_approvals')).toEqual([]);
  });
});

describe('the audit of tool calls', () => {
  it('names who acted for whom, with what, and a digest of the arguments', async () => {
    const createEvent = jest.mocked(portal.auditor.createEvent);
    await say('go', {
      answer: [
        call('c1', { b: 1, a: 'a password' }),
        call('c2', { a: 'a password', b: 1 }),
        call('c3', { a: 'other', b: 1 }),
        end,
      ],
    });
    const events = createEvent.mock.calls.map(([event]) => event);
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({
      eventId: 'tool-call',
      meta: {
        conversationId: id,
        toolCallId: 'c1',
        toolName: 'scale',
        agent: 'scripted',
        onBehalfOf: 'user:default/founder',
        argumentsDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
    const digests = events.map(({ meta }) => meta?.argumentsDigest);
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
    expect(JSON.stringify(events)).not.toContain('a password');
  });

  it('does not break the answer when it fails, and says so', async () => {
    jest
      .mocked(portal.auditor.createEvent)
      .mockRejectedValue(new Error('the audit log is full'));
    const events = await say('go', { answer: [call('c1', {}), end] });
    expect(events.at(-1)).toMatchObject({ finishReason: 'stop' });
    expect(portal.logger.error).toHaveBeenCalledWith(
      expect.any(String),
      expect.objectContaining({ message: 'the audit log is full' }),
    );
  });
});
