import type { StreamResponse } from '@a2a-js/sdk';
import { Client } from '@a2a-js/sdk/client';
import { ServiceUnavailableError } from '@backstage/errors';
import { RuntimeEvent } from '../AgentRuntime';
import { AnswerReader } from './AnswerReader';

/** Milliseconds before a lost stream is taken up again, by number of the attempt. */
const pauses = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Follows a task to its end or pause.
 *
 * @remarks
 * A stream that breaks off is not the end of the task: the task is read as a whole, then subscribed to again. After five failures in a
 * row the answer ends with a clear error.
 */
export async function* followTask(options: {
  client: Pick<Client, 'getTask' | 'resubscribeTask'>;
  responses: AsyncIterable<StreamResponse>;
  reader: AnswerReader;
  signal: AbortSignal;
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
}): AsyncGenerator<RuntimeEvent> {
  const { client, reader, signal, wait } = options;
  let responses: AsyncIterable<StreamResponse> | undefined = options.responses;
  let failures = 0;
  let last: unknown;
  while (!reader.ended) {
    if (responses) {
      try {
        for await (const response of responses) {
          signal.throwIfAborted();
          failures = 0;
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
    const id: string | undefined = reader.taskId;
    if (!id) {
      throw new ServiceUnavailableError(
        'The agent closed the connection without an answer; try again.',
      );
    }
    if (failures === pauses.length) {
      throw new ServiceUnavailableError(
        'The connection to the agent was lost and could not be taken up again; what it did meanwhile is in the next answer, ask for it.',
        last,
      );
    }
    await wait(pauses[failures], signal);
    failures += 1;
    responses = undefined;
    try {
      const task = await client.getTask(
        { tenant: '', id, historyLength: undefined },
        { signal },
      );
      yield* reader.readTask(task);
      responses = client.resubscribeTask({ tenant: '', id }, { signal });
    } catch (error) {
      signal.throwIfAborted();
      last = error;
    }
  }
}
