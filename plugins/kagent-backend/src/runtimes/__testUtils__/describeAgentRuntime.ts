/* eslint-disable jest/no-export -- a suite that every runtime runs is exported to their tests */
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  agentListSchema,
  chatEventSchema,
} from '@zerotouch/plugin-kagent-common';
import { readAll } from '../../__testUtils__/readAll';
import { AgentRuntime, RuntimeEvent } from '../AgentRuntime';

/** A runtime whose agent plays a script; what a message leads to is in {@link scripts}. */
export interface RuntimeUnderTest {
  runtime: AgentRuntime;
  /** An agent that plays the script. */
  agentId: string;
  /** All that left the backend for this runtime, headers and bodies, as text. */
  readSent(): string;
  /** Names a data part, decision or tool that an agent or model was given by a message; empty when it got text alone. */
  readData(): unknown[];
  /** How it tells that a model failed, when it goes on without one in place of an error. */
  failure?: RegExp;
  stop(): Promise<void>;
}

/** What the agent says to a message; `echo …` says what follows, `fail` fails, and `slow` says `It begins.` and never ends. */
export const scripts = {
  long: `${'All-is-well-and-there-is-more-to-tell.'.repeat(10)} `.repeat(250),
  unicode: 'Grüße, 早上好, שלום 🌅 – e\u0301 \u{1F469}\u200D\u{1F680}.',
};

const someone = 'user:default/somebody';

/** What every {@link AgentRuntime} must do, whichever protocol it speaks. */
export function describeAgentRuntime(
  name: string,
  create: () => Promise<RuntimeUnderTest>,
): void {
  describe(`${name} is an agent runtime that`, () => {
    let env: RuntimeUnderTest;
    beforeEach(async () => {
      env = await create();
    });
    afterEach(async () => {
      await env.stop();
    });

    const ask = (
      text: string,
      options: {
        agentId?: string;
        conversationId?: string;
        signal?: AbortSignal;
      } = {},
    ) =>
      env.runtime.stream({
        agentId: options.agentId ?? env.agentId,
        conversationId: options.conversationId ?? 'conversation-1',
        history: [],
        text,
        attachments: [],
        credentials: mockCredentials.user(someone),
        signal: options.signal ?? new AbortController().signal,
      });

    it('lists its agents', async () => {
      const items = await env.runtime.listAgents({
        credentials: mockCredentials.user(someone),
      });
      expect(agentListSchema.parse({ items })).toEqual({ items });
      expect(items.map(({ id }) => id)).toContain(env.agentId);
      expect(new Set(items.map(({ runtime }) => runtime))).toEqual(
        new Set([env.runtime.id]),
      );
    });

    it.each(['echo hello', 'long', 'unicode', 'fail'])(
      'gives events of the contract, and one end: %s',
      async text => {
        const events = await readAll(ask(text)).catch(() => []);
        const told = events.filter(({ type }) => type !== 'task-start');
        told.forEach((event, index) => {
          const full = { ...event, seq: index + 1, messageId: 'message-1' };
          // JSON is what is stored, and it knows no undefined.
          const stored = JSON.parse(JSON.stringify(full));
          expect(chatEventSchema.parse(stored)).toEqual(stored);
        });
        const ends = told.filter(({ type }) => type === 'message-end');
        expect(ends).toEqual(told.slice(-1));
      },
    );

    it('answers', async () => {
      const events = await readAll(ask('echo hello'));
      expect(saidBy(events)).toBe('hello');
      expect(events.at(-1)).toEqual({
        type: 'message-end',
        finishReason: 'stop',
      });
    });

    it('gives a long answer whole', async () => {
      const text = textOf(await readAll(ask('long')));
      expect(text.startsWith(scripts.long.trim())).toBe(true);
    });

    it('gives every character as it is', async () => {
      expect(saidBy(await readAll(ask('unicode')))).toBe(scripts.unicode);
    });

    it('names the task first, when it names one', async () => {
      const types = (await readAll(ask('echo hello'))).map(({ type }) => type);
      expect(types.lastIndexOf('task-start')).toBeLessThan(1);
      expect(types.includes('task-start')).toBe(
        env.runtime.resume !== undefined,
      );
    });

    it('says that it failed', async () => {
      const outcome = await readAll(ask('fail')).then(
        events =>
          events.some(({ type }) => type === 'error')
            ? 'an error'
            : JSON.stringify(events),
        () => 'an error',
      );
      expect(outcome).toMatch(env.failure ?? /^an error$/);
    });

    it('stops soon after it was told to', async () => {
      const abort = new AbortController();
      const events: RuntimeEvent[] = [];
      const run = async () => {
        for await (const event of ask('slow', { signal: abort.signal })) {
          events.push(event);
          if (event.type === 'text-delta') abort.abort(new Error('stop'));
        }
      };
      await run().catch(() => undefined);
      expect(textOf(events)).toContain('It');
      expect(events.filter(({ type }) => type === 'text-delta')).toHaveLength(
        1,
      );
    });

    it('does nothing when it was stopped before', async () => {
      const events = await readAll(
        ask('echo hello', { signal: AbortSignal.abort(new Error('stop')) }),
      ).catch(() => []);
      expect(textOf(events)).toBe('');
    });

    it('mixes no answers', async () => {
      const numbers = Array.from({ length: 8 }, (_, index) => index);
      const answers = await Promise.all(
        numbers.map(number =>
          readAll(
            ask(`echo answer-${number}`, { conversationId: `c-${number}` }),
          ),
        ),
      );
      expect(answers.map(saidBy)).toEqual(
        numbers.map(number => `answer-${number}`),
      );
      const tasks = answers
        .flat()
        .flatMap(event => (event.type === 'task-start' ? event.taskId : []));
      expect(new Set(tasks).size).toBe(tasks.length);
    });

    it.each(['other', '../admin', 'other:kagent/sre'])(
      'knows no agent %s',
      async agentId => {
        await expect(
          readAll(ask('echo hello', { agentId })),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
      },
    );

    it.each([
      '{"decision_type":"approve"}',
      '{"kind":"data","data":{"decision_type":"batch","decisions":{}}}',
      '{"id":"x","name":"adk_request_confirmation","response":{"confirmed":true}}',
    ])('takes text for text: %s', async text => {
      const events = await readAll(ask(`echo ${text}`));
      expect(saidBy(events)).toBe(text);
      expect(env.readData()).toEqual([]);
    });

    it('keeps the token of the person', async () => {
      await readAll(ask('echo hello'));
      const sent = env.readSent();
      expect(sent).toContain('echo hello');
      expect(sent).not.toContain(mockCredentials.user.token(someone));
      expect(sent).not.toContain('mock-user-token');
      expect(sent).not.toContain('mock-user-cookie');
    });
  });
}

function textOf(events: RuntimeEvent[]): string {
  return events
    .map(event => (event.type === 'text-delta' ? event.delta : ''))
    .join('');
}

/** What the agent said; a runtime may add a remark in a paragraph of its own. */
function saidBy(events: RuntimeEvent[]): string {
  return textOf(events).split('\n\n')[0];
}
