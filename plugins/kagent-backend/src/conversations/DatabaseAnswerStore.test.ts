import { TestDatabases } from '@backstage/backend-test-utils';
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
} from '../__testUtils__/createConversations';
import { AnswerStore, HeldAnswer, SeenAnswer } from './AnswerStore';

const databases = TestDatabases.create({ ids: [databaseId] });

let knex: Knex;
let clock: TestClock;
let portal: ReturnType<typeof createReplica>;
let store: AnswerStore;

beforeEach(async () => {
  knex = await createDatabase(databases);
  clock = new TestClock();
  portal = createReplica({ knex, clock, runtime: new ScriptedRuntime() });
  store = portal.answers;
});

/** Begins an answer in a conversation of its own. */
async function begin(messageId = 'answer'): Promise<HeldAnswer> {
  const { id } = await portal.conversations.create(founder, {
    agent: 'scripted',
  });
  const { answer } = await store.begin({
    conversationId: id,
    messageId,
    questionId: `${messageId}-question`,
    owner: 'user:default/founder',
    agent: 'scripted',
    runtime: 'scripted',
    title: 'Title',
    maxRunning: 3,
    events: [
      {
        type: 'message-start',
        messageId,
        role: 'assistant',
        agent: 'scripted',
        createdAt: clock.now().toISOString(),
      },
    ],
  });
  return answer;
}

function say(answer: HeldAnswer, delta: string, seq = answer.lastSeq + 1) {
  const { messageId } = answer;
  const event: ChatEvent = { type: 'text-delta', messageId, delta, seq };
  return { answer, events: [event] };
}

const end = (
  answer: HeldAnswer,
): { answer: HeldAnswer; events: ChatEvent[] } => ({
  answer,
  events: [
    {
      type: 'message-end',
      messageId: answer.messageId,
      finishReason: 'stop',
      seq: answer.lastSeq + 1,
    },
  ],
});

async function see(answer: HeldAnswer): Promise<SeenAnswer> {
  const seen = await store.find(answer);
  if (!seen) throw new Error('The answer is gone');
  return seen;
}

async function listTexts(answer: HeldAnswer): Promise<string[]> {
  const events = await portal.store.listEvents({ id: answer.conversationId });
  return events.flatMap(event =>
    event.type === 'text-delta' ? [event.delta] : [],
  );
}

describe('a lease', () => {
  it('keeps what another process needs to go on', async () => {
    const answer = await begin();
    await store.keepTask(answer, 'task-1');
    expect(await see(answer)).toEqual({
      conversationId: answer.conversationId,
      messageId: 'answer',
      owner: 'user:default/founder',
      agent: 'scripted',
      runtime: 'scripted',
      questionId: 'answer-question',
      taskId: 'task-1',
      interruptedAt: undefined,
      takeovers: 0,
      cancelRequested: false,
      holder: answer.holder,
      leaseUntil: '2026-11-23T08:00:15.000Z',
      lapsed: false,
    });
  });

  it('cannot be taken while it lasts', async () => {
    const answer = await begin();
    expect(await store.listLapsed({ limit: 10 })).toEqual([]);
    expect(await store.takeOver(await see(answer))).toBeUndefined();
  });

  it('cannot be taken as it was seen when it was renewed since', async () => {
    const answer = await begin();
    clock.advance(LEASE_MS);
    const seen = await see(answer);
    await store.renew([answer]);
    clock.advance(LEASE_MS);
    expect(await store.takeOver(seen)).toBeUndefined();
    expect(await store.takeOver(await see(answer))).toBeDefined();
  });

  it('cannot be taken as it was seen when somebody else had it since', async () => {
    const answer = await begin();
    await store.release(answer, { pauseMs: 0 });
    const seen = await see(answer);
    const first = await store.takeOver(seen);
    expect(first).toMatchObject({ takeovers: 1, lastSeq: 1 });
    if (!first) throw new Error('not taken');
    await store.release(first, { pauseMs: 0 });
    expect(await store.takeOver(seen)).toBeUndefined();
    expect(await store.takeOver(await see(answer))).toMatchObject({
      takeovers: 2,
    });
  });

  it('is taken by one of many that want it at once', async () => {
    const answer = await begin();
    clock.advance(LEASE_MS);
    const [seen] = await store.listLapsed({ limit: 10 });
    const all = await Promise.all(
      Array.from({ length: 5 }, () => store.takeOver(seen)),
    );
    expect(all.filter(Boolean)).toHaveLength(1);
    expect(await store.renew([answer])).toEqual(['taken']);
  });

  it('that was given back waits for its pause, and remembers since when', async () => {
    const answer = await begin();
    clock.advance(1_000);
    await store.release(answer, { pauseMs: 5_000 });
    expect(await store.listLapsed({ limit: 10 })).toEqual([]);
    clock.advance(5_000);
    const [seen] = await store.listLapsed({ limit: 10 });
    expect(seen.interruptedAt).toBe('2026-11-23T08:00:01.000Z');
    const held = await store.takeOver(seen);
    expect(held?.interruptedAt).toBe('2026-11-23T08:00:01.000Z');
    if (!held) throw new Error('not taken');
    await store.keepProgress(held);
    expect((await see(answer)).interruptedAt).toBeUndefined();
  });
});

describe('writing', () => {
  it('is refused to who held the lease before, and changes nothing', async () => {
    const old = await begin();
    clock.advance(LEASE_MS);
    const held = await store.takeOver(await see(old));
    if (!held) throw new Error('not taken');
    expect(await store.append([say(old, 'from the dead')])).toEqual(['taken']);
    expect(await store.append([end(old)])).toEqual(['taken']);
    await store.release(old, { pauseMs: 0 });
    await store.keepTask(old, 'another task');
    expect(await listTexts(old)).toEqual([]);
    expect(await store.append([say(held, 'alive')])).toEqual(['held']);
    expect(await see(old)).toMatchObject({
      holder: held.holder,
      lapsed: false,
      taskId: undefined,
    });
  });

  it('of many answers loses none to one that was lost', async () => {
    const [first, lost, last] = [
      await begin('first'),
      await begin('lost'),
      await begin('last'),
    ];
    await portal.store.delete({
      id: lost.conversationId,
      owner: 'user:default/founder',
    });
    await store.requestCancel(last);
    expect(
      await store.append([say(first, 'a'), say(lost, 'b'), say(last, 'c')]),
    ).toEqual(['held', 'gone', 'cancelled']);
    expect(await listTexts(first)).toEqual(['a']);
    expect(await listTexts(lost)).toEqual([]);
    expect(await listTexts(last)).toEqual(['c']);
    expect(await store.renew([first, lost, last])).toEqual([
      'held',
      'gone',
      'cancelled',
    ]);
  });

  it('of more events than one statement takes works', async () => {
    const answer = await begin();
    const { messageId } = answer;
    const events = Array.from(
      { length: 1_001 },
      (_, i): ChatEvent => ({
        type: 'status',
        messageId,
        text: 'x',
        seq: i + 2,
      }),
    );
    await store.append([{ answer, events }]);
    const { conversationId: id } = answer;
    expect(await portal.store.listEvents({ id })).toHaveLength(1_002);
  });

  it('of the end gives the lease back in the same transaction', async () => {
    const answer = await begin();
    expect(await store.append([end(answer)])).toEqual(['held']);
    expect(await store.find(answer)).toBeUndefined();
    expect(await store.append([say(answer, 'more', 3)])).toEqual(['gone']);
  });
});
