import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { setTimeout } from 'node:timers/promises';
import { RuntimeEvent } from '../../AgentRuntime';
import { KagentRuntime, KagentRuntimeOptions } from '../KagentRuntime';
import { FakeKagent } from './FakeKagent';

/** Who asks in tests. */
export const FOUNDER = 'user:default/founder';
/** See {@link FOUNDER}. */
export const founder = mockCredentials.user(FOUNDER);

/** Starts a fake controller and a runtime over it, whose pauses are short. */
export async function startRuntime(
  options: Partial<KagentRuntimeOptions> = {},
) {
  const kagent = new FakeKagent();
  kagent.auth = options.auth ?? 'unsecure';
  const baseUrl = await kagent.start();
  const logger = mockServices.logger.mock();
  let count = 0;
  const runtime = KagentRuntime.create({
    id: 'cluster',
    baseUrl,
    auth: 'unsecure',
    logger,
    fetch,
    generateId: () => {
      count += 1;
      return `id-${count}`;
    },
    now: () => 0,
    // Pauses are a hundred times shorter.
    wait: async (ms, signal) => {
      await setTimeout(ms / 100, undefined, { signal });
    },
    timeoutMs: 5_000,
    ...options,
  });
  const stream = (
    text: string,
    ask: { agent?: string; signal?: AbortSignal } = {},
  ) =>
    runtime.stream({
      agentId: `cluster:kagent/${ask.agent ?? 'go-agent'}`,
      conversationId: 'c-1',
      history: [],
      text,
      attachments: [],
      credentials: founder,
      signal: ask.signal ?? new AbortController().signal,
    });
  /** Names the task of an answer as another process would. */
  const task = (taskId: string, agent = 'go-agent') => ({
    agentId: `cluster:kagent/${agent}`,
    conversationId: 'c-1',
    taskId,
    userEntityRef: FOUNDER,
    signal: new AbortController().signal,
  });
  return { kagent, baseUrl, runtime, logger, stream, task };
}

/** The text of an answer. */
export function textOf(events: RuntimeEvent[]): string {
  return events
    .map(event => (event.type === 'text-delta' ? event.delta : ''))
    .join('');
}

/** The id of the task of an answer. */
export function taskIdOf(events: RuntimeEvent[]): string {
  const start = events.find(event => event.type === 'task-start');
  if (start?.type !== 'task-start') throw new Error('There is no task-start');
  return start.taskId;
}
