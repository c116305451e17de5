import { readAll } from '../../__testUtils__/startKagent';
import { RuntimeEvent } from '../AgentRuntime';
import {
  founder,
  startRuntime,
  taskIdOf,
  textOf,
} from './__testUtils__/startRuntime';

describe.each(['go-agent', 'python-agent'])('tasks of %s', agent => {
  let env: Awaited<ReturnType<typeof startRuntime>>;
  beforeEach(async () => {
    env = await startRuntime();
  });
  afterEach(async () => {
    await env.kagent.stop();
  });
  const fake = () =>
    agent === 'go-agent' ? env.kagent.goAgent : env.kagent.pythonAgent;

  /** Asks, and leaves when the first text is there; the agent goes on. */
  async function askAndLeave(text: string): Promise<string> {
    const events: RuntimeEvent[] = [];
    for await (const event of env.stream(text, { agent })) {
      events.push(event);
      if (event.type === 'text-delta') break;
    }
    return taskIdOf(events);
  }

  describe('resume', () => {
    it.each(['hello', 'stream', 'tool', 'fail', 'delete'])(
      'gives an answer that is over as it was: %s',
      async script => {
        const events = await readAll(env.stream(script, { agent }));
        const again = await readAll(
          env.runtime.resume(env.task(taskIdOf(events), agent)),
        );
        expect(textOf(again)).toBe(textOf(events));
        expect(again.filter(isLasting)).toEqual(events.filter(isLasting));
      },
    );

    it('goes on with an answer that is being given', async () => {
      const taskId = await askAndLeave('slow');
      const events: RuntimeEvent[] = [];
      for await (const event of env.runtime.resume(env.task(taskId, agent))) {
        events.push(event);
        if (event.type === 'text-delta') fake().release();
      }
      expect(textOf(events)).toBe('It begins. It ends.');
      expect(events.at(0)).toEqual({ type: 'task-start', taskId });
      expect(events.at(-1)).toEqual({
        type: 'message-end',
        finishReason: 'stop',
      });
    });

    it('gives what followed a decision alone', async () => {
      const events = await readAll(env.stream('delete', { agent }));
      const request = events.find(event => event.type === 'approval-request');
      if (request?.type !== 'approval-request') throw new Error('no request');
      const decided = await readAll(
        env.runtime.decide({
          ...env.task(taskIdOf(events), agent),
          approvalId: request.approvalId,
          digest: request.digest,
          decisions: request.toolCallIds.map(toolCallId => ({
            toolCallId,
            approved: true,
          })),
          credentials: founder,
        }),
      );
      const again = await readAll(
        env.runtime.resume(env.task(taskIdOf(events), agent)),
      );
      expect(textOf(again)).toBe('So be it.');
      expect(again).toEqual(decided);
    });

    it('knows no task of another conversation, and none that is gone', async () => {
      const events = await readAll(env.stream('hello', { agent }));
      const task = env.task(taskIdOf(events), agent);
      await expect(
        readAll(env.runtime.resume({ ...task, conversationId: 'c-2' })),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      await expect(
        readAll(env.runtime.resume({ ...task, taskId: 'gone' })),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: expect.stringContaining('send the message again'),
      });
    });
  });

  describe('cancel', () => {
    it('stops the agent', async () => {
      const taskId = await askAndLeave('slow');
      expect(await env.runtime.cancel(env.task(taskId, agent))).toEqual({
        stopped: true,
      });
      expect(fake().cancelled).toEqual([taskId]);
      expect(env.logger.warn).not.toHaveBeenCalled();
    });

    it('says so when the agent cannot be stopped', async () => {
      fake().cannotCancel = true;
      const taskId = await askAndLeave('slow');
      expect(await env.runtime.cancel(env.task(taskId, agent))).toEqual({
        stopped: false,
      });
      expect(env.logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('the agent may go on'),
      );
    });

    it('needs nothing of an agent that is done', async () => {
      fake().cannotCancel = true;
      const events = await readAll(env.stream('hello', { agent }));
      const task = env.task(taskIdOf(events), agent);
      expect(await env.runtime.cancel(task)).toEqual({ stopped: true });
    });

    it('stops nothing of another conversation', async () => {
      const taskId = await askAndLeave('slow');
      const task = { ...env.task(taskId, agent), conversationId: 'c-2' };
      expect(await env.runtime.cancel(task)).toEqual({ stopped: false });
      expect(fake().cancelled).toEqual([]);
    });

    it('is not sure when the controller is down', async () => {
      const taskId = await askAndLeave('slow');
      env.kagent.failure = { status: 503, contentType: 'text', body: '' };
      expect(await env.runtime.cancel(env.task(taskId, agent))).toEqual({
        stopped: false,
      });
    });

    it('is left to the caller: an aborted answer ends at once', async () => {
      const abort = new AbortController();
      const run = async () => {
        for await (const event of env.stream('slow', {
          agent,
          signal: abort.signal,
        }))
          if (event.type === 'text-delta') abort.abort();
      };
      await expect(run()).rejects.toThrow();
      expect(fake().cancelled).toEqual([]);
    });
  });
});

/** What an answer is made of; how a text is cut into pieces, what sub-agents did meanwhile and the tokens a task may not keep. */
function isLasting({ type }: RuntimeEvent): boolean {
  return !['text-delta', 'usage', 'subagent-update'].includes(type);
}
