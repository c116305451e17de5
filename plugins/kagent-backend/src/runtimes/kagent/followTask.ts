import type { StreamResponse, Task } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { Client } from '@a2a-js/sdk/client';
import { ServiceUnavailableError, isError } from '@backstage/errors';
import { RuntimeEvent } from '../AgentRuntime';
import { AnswerReader } from './AnswerReader';
import { markSilence } from './markSilence';
import { notFound, unavailable } from './unavailable';

/** Milliseconds before a lost stream is taken up again, by number of the attempt. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000];
/** Milliseconds between two looks at a task whose stream cannot be had. */
const POLL_MS = 2_000;
/** Milliseconds without a word after which a task is looked at; the stream of one that has just ended may say nothing, for ever. */
const SILENCE_MS = 15_000;

/**
 * Follows a task to its end or pause.
 *
 * @remarks
 * A stream that breaks off is not the end of the task: the task is read as a whole, then subscribed to again. An agent that lets nobody
 * subscribe is looked at every two seconds. After five failures in a row to read the task the answer ends with a clear error.
 * @param options.open - Sends a message and gives its stream; absent to go on with the task that the reader names.
 */
export async function* followTask(options: {
  client: Pick<Client, 'getTask' | 'resubscribeTask'>;
  open?: (signal: AbortSignal) => AsyncIterable<StreamResponse>;
  reader: AnswerReader;
  signal: AbortSignal;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}): AsyncGenerator<RuntimeEvent> {
  const { client, reader, signal, wait } = options;
  const done = new AbortController();
  const stop = AbortSignal.any([signal, done.signal]);
  try {
    yield* follow();
  } finally {
    // Ends the stream, which may be waited for.
    done.abort();
  }

  async function* follow(): AsyncGenerator<RuntimeEvent> {
    let responses = options.open?.(stop);
    let failures = 0;
    let resumed = responses === undefined;
    let pauseMs = responses === undefined ? 0 : pauses[0];
    let last: unknown;
    while (!reader.ended) {
      if (responses) {
        try {
          const marked = markSilence(responses, {
            silenceMs: SILENCE_MS,
            signal: stop,
            wait,
          });
          for await (const response of marked) {
            signal.throwIfAborted();
            if (response === undefined) {
              yield* lookAfter();
              if (reader.ended) return;
              continue;
            }
            pauseMs = pauses[0];
            // What was said while nobody listened is in the task alone, so it is read before the end is told.
            if (resumed && isLast(response)) yield* readTask();
            yield* reader.read(response);
            if (reader.ended) return;
          }
        } catch (error) {
          signal.throwIfAborted();
          // Without a task nothing was begun that could be taken up again.
          if (!reader.taskId) throw error;
          last = error;
        }
      }
      if (!reader.taskId) {
        throw new ServiceUnavailableError(
          'The agent closed the connection without an answer; try again.',
        );
      }
      if (pauseMs > 0) await wait(pauseMs, signal);
      resumed = true;
      responses = undefined;
      try {
        yield* readTask();
        failures = 0;
        pauseMs = POLL_MS;
        responses = client.resubscribeTask(
          { tenant: '', id: id() },
          { signal: stop },
        );
      } catch (error) {
        signal.throwIfAborted();
        if (isError(error) && error.name === 'TaskNotFoundError') {
          throw notFound(
            'The agent does not know this answer any more; send the message again.',
            error,
          );
        }
        last = error;
        if (failures === pauses.length) {
          throw unavailable(
            'The connection to the agent was lost and could not be taken up again; what it did meanwhile is in the next answer, ask for it.',
            last,
          );
        }
        pauseMs = pauses[failures];
        failures += 1;
      }
    }
  }

  function id(): string {
    return reader.taskId ?? '';
  }

  async function getTask(): Promise<Task> {
    return client.getTask(
      { tenant: '', id: id(), historyLength: undefined },
      { signal },
    );
  }

  async function* readTask(): AsyncGenerator<RuntimeEvent> {
    yield* reader.readTask(await getTask());
  }

  /** Reads a task whose stream is silent, if it is over or waits. */
  async function* lookAfter(): AsyncGenerator<RuntimeEvent> {
    if (!reader.taskId) return;
    const task = await getTask();
    if (hasStopped(task)) yield* reader.readTask(task);
  }
}

const overStates = new Set([
  TaskState.TASK_STATE_COMPLETED,
  TaskState.TASK_STATE_CANCELED,
  TaskState.TASK_STATE_FAILED,
  TaskState.TASK_STATE_REJECTED,
]);
const waitingStates = new Set([
  TaskState.TASK_STATE_INPUT_REQUIRED,
  TaskState.TASK_STATE_AUTH_REQUIRED,
]);

/** Whether an agent has finished a task, in whichever way. */
export function isOver({ status }: Pick<Task, 'status'>): boolean {
  return status !== undefined && overStates.has(status.state);
}

/** Whether a task is over or waits for somebody, so that its stream ends. */
function hasStopped({ status }: Pick<Task, 'status'>): boolean {
  return (
    isOver({ status }) ||
    (status !== undefined && waitingStates.has(status.state))
  );
}

function isLast({ payload }: StreamResponse): boolean {
  return (
    payload?.$case === 'statusUpdate' &&
    hasStopped({ status: payload.value.status })
  );
}
