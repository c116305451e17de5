import { randomUUID } from 'node:crypto';
import { readAll } from '../../__testUtils__/startKagent';
import { RuntimeEvent, ToolDecision } from '../AgentRuntime';
import { findKagentAdk } from './__testUtils__/realAgent/RealAgent';
import { startRealAgents } from './__testUtils__/realAgent/startRealAgents';
import {
  FOUNDER,
  founder,
  taskIdOf,
  textOf,
} from './__testUtils__/startRuntime';

jest.setTimeout(120_000);

// scripts/kagent-agent.mjs gets kagent-adk and runs this; `npm test` runs that.
const describeReal = findKagentAdk() ? describe : describe.skip;

describeReal('KagentRuntime with real agents of kagent', () => {
  let env: Awaited<ReturnType<typeof startRealAgents>>;
  let conversationId = '';
  beforeAll(async () => {
    env = await startRealAgents();
  }, 300_000);
  beforeEach(() => {
    conversationId = randomUUID();
    env.tools.ran.splice(0);
  });
  afterAll(async () => {
    await env?.stop();
  });

  let agentId = '';
  const never = new AbortController().signal;

  const ask = (text: string, signal = never) =>
    env.runtime.stream({
      agentId,
      conversationId,
      history: [],
      text,
      attachments: [],
      credentials: founder,
      signal,
    });

  const toTask = (taskId: string) => ({
    agentId,
    conversationId,
    taskId,
    userEntityRef: FOUNDER,
    signal: never,
  });

  function requestOf(events: RuntimeEvent[]) {
    const request = events.find(event => event.type === 'approval-request');
    if (request?.type !== 'approval-request') {
      throw new Error(`No request in ${JSON.stringify(events)}`);
    }
    return request;
  }

  const decide = (
    events: RuntimeEvent[],
    decisions: ToolDecision[],
    answers?: string[][],
  ) => {
    const { approvalId, digest } = requestOf(events);
    return readAll(
      env.runtime.decide({
        agentId,
        conversationId,
        approvalId,
        digest,
        decisions,
        answers,
        credentials: founder,
        signal: never,
      }),
    );
  };

  const stop = { type: 'message-end', finishReason: 'stop' };

  describe.each(['local', 'sre'])('%s', name => {
    beforeEach(() => {
      agentId = `cluster:kagent/${name}`;
    });

    it('answers in pieces, each once, and counts tokens once', async () => {
      const events = await readAll(ask('hello'));
      expect(events.filter(({ type }) => type === 'text-delta')).toEqual([
        { type: 'text-delta', delta: 'Good morning, ' },
        { type: 'text-delta', delta: 'grüß Gott, ' },
        { type: 'text-delta', delta: '早上好 🌅.' },
      ]);
      expect(events.slice(-2)).toEqual([
        { type: 'usage', inputTokens: 10, outputTokens: 5 },
        stop,
      ]);
      expect(events[0]).toMatchObject({ type: 'task-start' });
    });

    it('gives a long answer whole', async () => {
      const text = textOf(await readAll(ask('long')));
      expect(text.split('\n')).toHaveLength(401);
      expect(text).toContain('line 399 of many');
    });

    it('uses a tool', async () => {
      const events = await readAll(ask('pods'));
      const call = events.find(({ type }) => type === 'tool-input-available');
      expect(call).toMatchObject({
        toolName: 'list_pods',
        input: { namespace: 'acme' },
      });
      expect(
        events.find(({ type }) => type === 'tool-output-available'),
      ).toMatchObject({ isError: false });
      expect(env.tools.ran).toEqual(['list_pods acme']);
      expect(textOf(events)).toMatch(/^Told: .*web-0 and web-1.*\.$/s);
      expect(events.slice(-2)).toEqual([
        { type: 'usage', inputTokens: 20, outputTokens: 10 },
        stop,
      ]);
    });

    it('runs what was approved', async () => {
      const events = await readAll(ask('delete'));
      expect(events.at(-1)).toEqual({
        type: 'message-end',
        finishReason: 'approval',
      });
      expect(env.tools.ran).toEqual([]);
      const [toolCallId] = requestOf(events).toolCallIds;
      const rest = await decide(events, [{ toolCallId, approved: true }]);
      expect(env.tools.ran).toEqual(['delete_pod web-0']);
      expect(rest).toContainEqual(
        expect.objectContaining({ type: 'tool-output-available', toolCallId }),
      );
      expect(textOf(rest)).toContain('deleted');
      expect(rest.at(-1)).toEqual(stop);
    });

    it('runs nothing that was rejected, and tells the agent why', async () => {
      const events = await readAll(ask('delete'));
      const [toolCallId] = requestOf(events).toolCallIds;
      const rest = await decide(events, [
        { toolCallId, approved: false, reason: 'It is needed.' },
      ]);
      expect(env.tools.ran).toEqual([]);
      expect(textOf(rest)).toContain('rejected by user. Reason: It is needed.');
      expect(rest.at(-1)).toEqual(stop);
    });

    it('decides two calls one by one', async () => {
      const events = await readAll(ask('delete both'));
      const [first, second] = requestOf(events).toolCallIds;
      const rest = await decide(events, [
        { toolCallId: first, approved: false },
        { toolCallId: second, approved: true },
      ]);
      expect(env.tools.ran).toEqual(['delete_pod web-1']);
      expect(rest.at(-1)).toEqual(stop);
    });

    it('passes no batch on that leaves a call out, which kagent would run', async () => {
      const events = await readAll(ask('delete both'));
      const [first] = requestOf(events).toolCallIds;
      await expect(
        decide(events, [{ toolCallId: first, approved: false }]),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      expect(env.tools.ran).toEqual([]);
    });

    it('decides once', async () => {
      const events = await readAll(ask('delete'));
      const [toolCallId] = requestOf(events).toolCallIds;
      await decide(events, [{ toolCallId, approved: true }]);
      await expect(
        decide(events, [{ toolCallId, approved: true }]),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      expect(env.tools.ran).toEqual(['delete_pod web-0']);
    });

    it('answers a question of the agent', async () => {
      const events = await readAll(ask('ask'));
      const request = requestOf(events);
      expect(
        events.find(
          event =>
            event.type === 'tool-input-available' &&
            event.toolCallId === request.toolCallIds[0],
        ),
      ).toMatchObject({
        toolName: 'ask_user',
        input: { questions: [{ question: 'Which namespace?' }] },
      });
      const rest = await decide(
        events,
        [{ toolCallId: request.toolCallIds[0], approved: true }],
        [['shop']],
      );
      expect(textOf(rest)).toContain('shop');
      expect(rest.at(-1)).toEqual(stop);
    });

    it('answers no question while a call waits, which kagent would run', async () => {
      const events = await readAll(ask('ask and delete'));
      const { toolCallIds } = requestOf(events);
      expect(toolCallIds).toHaveLength(2);
      await expect(
        decide(
          events,
          toolCallIds.map((toolCallId, i) => ({
            toolCallId,
            approved: i === 0,
          })),
          [['shop']],
        ),
      ).rejects.toMatchObject({ name: 'InputError' });
      await decide(
        events,
        toolCallIds.map(toolCallId => ({ toolCallId, approved: false })),
      );
      expect(env.tools.ran).toEqual([]);
    });

    it('tells that the model failed', async () => {
      const events = await readAll(ask('break'));
      expect(textOf(events)).toContain('out of order');
      expect(events.slice(-2)).toEqual([
        expect.objectContaining({ type: 'error', name: 'AgentFailedError' }),
        { type: 'message-end', finishReason: 'error' },
      ]);
    });

    it('says honestly that the agent does not stop, and it does not', async () => {
      const abort = new AbortController();
      let taskId = '';
      const run = async () => {
        for await (const event of ask('slow', abort.signal)) {
          if (event.type === 'task-start') taskId = event.taskId;
          if (event.type === 'text-delta') abort.abort(new Error('stopped'));
        }
      };
      await expect(run()).rejects.toThrow('stopped');
      expect(await env.runtime.cancel(toTask(taskId))).toEqual({
        stopped: false,
      });
      env.model.release();
      const rest = await readAll(env.runtime.resume(toTask(taskId)));
      expect(textOf(rest)).toBe('It begins, and it ends.');
      expect(await env.runtime.cancel(toTask(taskId))).toEqual({
        stopped: true,
      });
    });

    it('takes an answer up in its middle', async () => {
      const events: RuntimeEvent[] = [];
      for await (const event of ask('slow')) {
        events.push(event);
        if (event.type === 'text-delta') break;
      }
      const again: RuntimeEvent[] = [];
      for await (const event of env.runtime.resume(toTask(taskIdOf(events)))) {
        again.push(event);
        env.model.release();
      }
      expect(textOf(again)).toBe('It begins, and it ends.');
      expect(again.at(-1)).toEqual(stop);
    });

    it('survives that the connection breaks', async () => {
      const events: RuntimeEvent[] = [];
      for await (const event of ask('slow')) {
        events.push(event);
        if (event.type === 'text-delta') {
          env.cutAnswers();
          env.model.release();
        }
      }
      expect(textOf(events)).toBe('It begins, and it ends.');
      expect(events.at(-1)).toEqual(stop);
    });

    it.each(['hello', 'pods', 'delete'])(
      'gives an answer that is over again: %s',
      async text => {
        const events = await readAll(ask(text));
        const again = await readAll(
          env.runtime.resume(toTask(taskIdOf(events))),
        );
        expect(textOf(again)).toBe(textOf(events));
        expect(again.filter(isLasting)).toEqual(events.filter(isLasting));
      },
    );

    it('gives of a decided task only what followed the decision', async () => {
      const events = await readAll(ask('delete'));
      const [toolCallId] = requestOf(events).toolCallIds;
      const rest = await decide(events, [{ toolCallId, approved: true }]);
      const again = await readAll(env.runtime.resume(toTask(taskIdOf(events))));
      expect(textOf(again)).toBe(textOf(rest));
      expect(again.filter(isLasting)).toEqual(rest.filter(isLasting));
    });
  });

  describe('agents as tools', () => {
    beforeEach(() => {
      agentId = 'cluster:kagent/sre';
    });

    it('tells what the other agent did', async () => {
      const events = await readAll(ask('helper pods'));
      const updates = events.filter(({ type }) => type === 'subagent-update');
      expect(updates[0]).toMatchObject({
        agent: 'kagent/helper',
        state: 'running',
      });
      expect(updates.at(-1)).toMatchObject({
        state: 'done',
        steps: [
          { kind: 'tool', text: 'list_pods' },
          { kind: 'text', text: expect.stringContaining('web-0') },
        ],
      });
      expect(events.at(-1)).toEqual(stop);
    });

    it.each([
      [true, ['delete_pod web-0']],
      [false, []],
    ])('decides a call of the other agent: %s', async (approved, ran) => {
      const events = await readAll(ask('helper'));
      const { toolCallIds } = requestOf(events);
      const [toolCallId] = toolCallIds;
      expect(
        events.filter(
          event =>
            event.type === 'tool-input-available' &&
            event.toolCallId === toolCallId,
        ),
      ).toMatchObject([{ toolName: 'delete_pod', input: { name: 'web-0' } }]);
      const rest = await decide(events, [
        { toolCallId, approved, reason: 'Keep it.' },
      ]);
      expect(env.tools.ran).toEqual(ran);
      expect(textOf(rest)).toContain(approved ? 'deleted' : 'Keep it.');
      expect(rest.at(-1)).toEqual(stop);
    });

    it('lets nobody decide a call two agents down, which kagent does not show and would run', async () => {
      const events = await readAll(ask('helper of helper'));
      expect(events).toContainEqual({
        type: 'error',
        name: 'AgentFailedError',
        message: expect.stringContaining('does not show'),
      });
      expect(events.at(-1)).toEqual({
        type: 'message-end',
        finishReason: 'error',
      });
      expect(events.some(({ type }) => type === 'approval-request')).toBe(
        false,
      );
      expect(env.tools.ran).toEqual([]);
    });
  });

  it('acts in the name of the person alone, with agents of agents too', () => {
    const owners = [...env.kagent.sessions.keys()].map(
      key => key.split(' ')[0],
    );
    expect(owners.length).toBeGreaterThan(0);
    expect(new Set(owners)).toEqual(new Set([FOUNDER]));
    expect(env.kagent.headers.some(item => item.authorization)).toBe(false);
  });
});

/** What an answer is made of; how a text is cut into pieces, durations, what sub-agents did and tokens are not kept. */
function isLasting({ type }: RuntimeEvent): boolean {
  return !['text-delta', 'usage', 'subagent-update'].includes(type);
}
