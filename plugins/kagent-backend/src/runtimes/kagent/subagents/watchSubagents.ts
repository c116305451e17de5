import { RuntimeEvent } from '../../AgentRuntime';
import { Subagent } from '../AnswerCalls';
import { readActivity } from './readActivity';
import { Activity } from './toActivity';

/** Milliseconds between two looks at the agents that are asked. */
export const LOOK_MS = 2_000;

type Update = Extract<RuntimeEvent, { type: 'subagent-update' }>;

/**
 * Adds to an answer what the agents do that are asked as tools, while they are.
 *
 * @remarks
 * kagent does not stream this: their sessions are read every two seconds. An answer never waits for such a look, nor does it fail by one.
 */
export async function* watchSubagents(options: {
  events: AsyncIterable<RuntimeEvent>;
  subagents: ReadonlyMap<string, Subagent>;
  listTasks: (sessionId: string, signal: AbortSignal) => Promise<unknown>;
  /** Called when a session cannot be read. */
  onFailure: (error: unknown) => void;
  signal: AbortSignal;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}): AsyncGenerator<RuntimeEvent> {
  const { subagents, wait } = options;
  const done = new AbortController();
  const signal = AbortSignal.any([options.signal, done.signal]);
  /** What was told last, by the id of the call. */
  const told = new Map<string, Update>();
  /** Calls that the answer has told. */
  const announced = new Set<string>();
  /** Calls that are over and were looked at since. */
  const settled = new Set<string>();
  const iterator = options.events[Symbol.asyncIterator]();
  let next: Promise<{ event: IteratorResult<RuntimeEvent> }> | undefined;
  let look: Promise<{ updates: Update[] }> | undefined;
  try {
    for (;;) {
      next ??= iterator.next().then(event => ({ event }));
      // Once it is stopped no look waits any more, and the answer has to have its turn to end.
      if (isAnyRunning() && !signal.aborted) look ??= lookLater();
      const result = await Promise.race(look ? [next, look] : [next]);
      if ('updates' in result) {
        look = undefined;
        yield* result.updates.filter(isNews);
        continue;
      }
      next = undefined;
      if (result.event.done) return;
      const event = result.event.value;
      if (event.type === 'tool-input-available') {
        announced.add(event.toolCallId);
      }
      // What is known of an agent that has answered has to be told before the end.
      const ended =
        event.type === 'message-end' || event.type === 'approval-request';
      if (ended) {
        const soon = AbortSignal.any([signal, AbortSignal.timeout(LOOK_MS)]);
        yield* (await lookNow(soon)).filter(isNews);
      }
      yield event;
      if (!ended) yield* statesNow().filter(isNews);
    }
  } finally {
    done.abort();
    next?.catch(() => undefined);
    look?.catch(() => undefined);
    // What is waited for ends by its own signal, and is not waited for here.
    const returned = Promise.resolve(iterator.return?.());
    if (next) returned.catch(() => undefined);
    else await returned;
  }

  function isAnyRunning(): boolean {
    return [...subagents.values()].some(({ state }) => state === 'running');
  }

  /** Beginnings and ends as the caller tells them, with the steps that are known. */
  function statesNow(): Update[] {
    return [...subagents].flatMap(
      ([toolCallId, { agent, state, before }]): Update[] =>
        before || announced.has(toolCallId)
          ? [
              {
                type: 'subagent-update',
                toolCallId,
                agent,
                state,
                steps: told.get(toolCallId)?.steps ?? [],
              },
            ]
          : [],
    );
  }

  async function lookLater() {
    try {
      await wait(LOOK_MS, signal);
      return { updates: await lookNow(signal) };
    } catch (error) {
      if (!signal.aborted) options.onFailure(error);
      return { updates: [] };
    }
  }

  async function lookNow(stop: AbortSignal): Promise<Update[]> {
    const open = statesNow().filter(
      ({ toolCallId }) => !settled.has(toolCallId),
    );
    return Promise.all(
      open.map(async (update): Promise<Update> => {
        const { toolCallId } = update;
        const { sessionId } = subagents.get(toolCallId) ?? {};
        if (update.state !== 'running') settled.add(toolCallId);
        const activity = sessionId && (await read(sessionId, stop));
        // The state is asked for again: the caller may have told it meanwhile.
        const state = subagents.get(toolCallId)?.state ?? update.state;
        return activity
          ? { ...update, state: merge(state, activity), steps: activity.steps }
          : { ...update, state };
      }),
    );
  }

  async function read(
    sessionId: string,
    stop: AbortSignal,
  ): Promise<Activity | undefined> {
    try {
      return await readActivity({
        sessionId,
        listTasks: id => options.listTasks(id, stop),
      });
    } catch (error) {
      if (!signal.aborted) options.onFailure(error);
      return undefined;
    }
  }

  function isNews(update: Update): boolean {
    const before = told.get(update.toolCallId);
    if (JSON.stringify(before) === JSON.stringify(update)) return false;
    told.set(update.toolCallId, update);
    return true;
  }
}

/** The caller knows when an agent has answered; only the agent knows that it waits. */
function merge(state: Update['state'], activity: Activity): Update['state'] {
  return state === 'running' && activity.state === 'waiting'
    ? 'waiting'
    : state;
}
