import { setTimeout } from 'node:timers/promises';
import { chatEventSchema } from '@zerotouch/plugin-kagent-common';
import { RuntimeEvent } from '../../AgentRuntime';
import { Subagent } from '../AnswerCalls';
import { watchSubagents } from './watchSubagents';

const text = (words: string) => ({
  messageId: words,
  role: 'agent',
  parts: [{ text: words }],
});
const tasks = (state: string, ...words: string[]) => [
  { status: { state }, history: words.map(text) },
];

/** An answer that the test gives piece by piece, and the sessions of the agents that it asks. */
function start(listTasks: (id: string, stop: AbortSignal) => Promise<unknown>) {
  const subagents = new Map<string, Subagent>();
  const queue: RuntimeEvent[] = [];
  let wake = () => {};
  const sleep = () =>
    new Promise<void>(resolve => {
      wake = resolve;
    });
  async function* events() {
    for (;;) {
      const event = queue.shift();
      if (event) yield event;
      else await sleep();
      if (event?.type === 'message-end') return;
    }
  }
  const failures: unknown[] = [];
  const abort = new AbortController();
  const watched = watchSubagents({
    events: events(),
    subagents,
    listTasks,
    onFailure: error => failures.push(error),
    signal: abort.signal,
    wait: async (ms, signal) => {
      await setTimeout(ms / 1000, undefined, { signal });
    },
  });
  const emit = (...more: RuntimeEvent[]) => {
    queue.push(...more);
    wake();
  };
  const next = async () => (await watched.next()).value;
  const ask = (id: string, sessionId?: string) => {
    subagents.set(id, { agent: 'kagent/helper', sessionId, state: 'running' });
    emit({
      type: 'tool-input-available',
      toolCallId: id,
      toolName: 'kagent/helper',
      input: {},
    });
  };
  const answer = (
    id: string,
    state: 'done' | 'failed' | 'waiting' = 'done',
  ) => {
    const subagent = subagents.get(id);
    if (subagent) subagent.state = state;
  };
  return { abort, answer, ask, emit, failures, next, watched };
}

const end: RuntimeEvent = { type: 'message-end', finishReason: 'stop' };

describe('watchSubagents', () => {
  it('tells what an agent does while it is asked, and once what it did', async () => {
    const told = ['Looking.'];
    let state = 'working';
    const { answer, ask, emit, next } = start(async () =>
      tasks(state, ...told),
    );
    ask('a', 's-1');
    expect(await next()).toMatchObject({ type: 'tool-input-available' });
    expect(await next()).toMatchObject({ state: 'running', steps: [] });
    const update = await next();
    expect(update).toMatchObject({
      type: 'subagent-update',
      toolCallId: 'a',
      agent: 'kagent/helper',
      state: 'running',
      steps: [{ kind: 'text', text: 'Looking.' }],
    });
    expect(
      chatEventSchema.safeParse({ ...update, seq: 1, messageId: 'm' }).success,
    ).toBe(true);
    told.push('Found.');
    expect(await next()).toMatchObject({ steps: [{}, { text: 'Found.' }] });
    state = 'completed';
    told.push('Done.');
    answer('a');
    emit(end);
    expect(await next()).toMatchObject({
      state: 'done',
      steps: [{}, {}, { text: 'Done.' }],
    });
    expect(await next()).toEqual(end);
    expect(await next()).toBeUndefined();
  });

  it('tells that it waits, which its caller does not', async () => {
    const { ask, next } = start(async () => tasks('input-required'));
    ask('a', 's-1');
    await next();
    await next();
    expect(await next()).toMatchObject({ state: 'waiting' });
  });

  it.each([
    ['unknown', undefined],
    ['unreadable', 's-1'],
  ])('tells beginning and end when its session is %s', async (_, sessionId) => {
    const { answer, ask, emit, failures, next } = start(async () => {
      throw new Error('no controller');
    });
    ask('a', sessionId);
    expect(await next()).toMatchObject({ type: 'tool-input-available' });
    expect(await next()).toMatchObject({ state: 'running', steps: [] });
    answer('a', 'failed');
    emit({ type: 'text-delta', delta: 'So.' }, end);
    expect(await next()).toEqual({ type: 'text-delta', delta: 'So.' });
    expect(await next()).toMatchObject({ state: 'failed', steps: [] });
    expect(await next()).toEqual(end);
    expect(failures.length > 0).toBe(sessionId !== undefined);
  });

  it('holds no answer up', async () => {
    const { ask, emit, next } = start(() => new Promise(() => {}));
    ask('a', 's-1');
    await next();
    await next();
    emit({ type: 'text-delta', delta: 'On.' });
    expect(await next()).toEqual({ type: 'text-delta', delta: 'On.' });
  });

  it('ends with the answer, and lets its looks go', async () => {
    const stops: AbortSignal[] = [];
    const { abort, ask, next, watched } = start((_, stop) => {
      stops.push(stop);
      return new Promise((_resolve, reject) => {
        stop.addEventListener('abort', () => reject(stop.reason));
      });
    });
    ask('a', 's-1');
    await next();
    await next();
    const waiting = next();
    await setTimeout(20);
    abort.abort(new Error('stopped'));
    expect(stops.every(({ aborted }) => aborted)).toBe(true);
    watched.return(undefined);
    waiting.catch(() => undefined);
  });

  it('looks at nothing when no agent is asked', async () => {
    const listTasks = jest.fn();
    const { emit, next } = start(listTasks);
    emit({ type: 'text-delta', delta: 'Hello.' }, end);
    expect(await next()).toMatchObject({ type: 'text-delta' });
    expect(await next()).toEqual(end);
    expect(listTasks).not.toHaveBeenCalled();
  });
});
