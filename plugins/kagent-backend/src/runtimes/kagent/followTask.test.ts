import type { StreamResponse, Task } from '@a2a-js/sdk';
import { Role, TaskState } from '@a2a-js/sdk';
import { setTimeout } from 'node:timers/promises';
import { readAll } from '../../__testUtils__/readAll';
import { toMessage } from '../a2aMessages';
import { AnswerReader } from './AnswerReader';
import { followTask } from './followTask';

const message = {
  ...toMessage({ messageId: 'm-1', contextId: 'c', text: 'Done.' }),
  role: Role.ROLE_AGENT,
};

function toTask(state: TaskState): Task {
  return {
    id: 't-1',
    contextId: 'c',
    status: { state, message: undefined, timestamp: undefined },
    history: state === TaskState.TASK_STATE_COMPLETED ? [message] : [],
    artifacts: [],
    metadata: undefined,
  };
}

const started: StreamResponse = {
  payload: { $case: 'task', value: toTask(TaskState.TASK_STATE_WORKING) },
};

/** A stream that begins and then says nothing, for ever. */
async function* silent(): AsyncGenerator<StreamResponse> {
  yield started;
  await new Promise(() => {});
}

async function* broken(): AsyncGenerator<StreamResponse> {
  yield started;
  throw new Error('reset');
}

function follow(options: {
  getTask: () => Promise<Task>;
  open?: () => AsyncGenerator<StreamResponse>;
  resubscribeTask?: () => AsyncGenerator<StreamResponse>;
  signal?: AbortSignal;
  pauses?: number[];
}) {
  return followTask({
    client: {
      getTask: options.getTask,
      resubscribeTask: options.resubscribeTask ?? silent,
    },
    open: options.open,
    reader: AnswerReader.create({ now: () => 0, taskId: 't-1' }),
    signal: options.signal ?? new AbortController().signal,
    wait: async (ms, signal) => {
      options.pauses?.push(ms);
      await setTimeout(ms / 1000, undefined, { signal });
    },
  });
}

const answer = [
  { type: 'text-delta', delta: 'Done.' },
  { type: 'message-end', finishReason: 'stop' },
];

describe('followTask', () => {
  it.each([
    ['of the message', { open: silent }],
    ['of a subscription', { resubscribeTask: silent }],
  ])('finds the end of a task whose stream is silent: %s', async (_, how) => {
    const getTask = jest
      .fn(async () => toTask(TaskState.TASK_STATE_COMPLETED))
      .mockResolvedValueOnce(toTask(TaskState.TASK_STATE_WORKING));
    expect(await readAll(follow({ ...how, getTask }))).toEqual(answer);
    expect(getTask).toHaveBeenCalledTimes(2);
  });

  it('goes on looking at a task whose subscriptions break off', async () => {
    const pauses: number[] = [];
    const getTask = jest
      .fn(async () => toTask(TaskState.TASK_STATE_WORKING))
      .mockResolvedValueOnce(toTask(TaskState.TASK_STATE_WORKING))
      .mockResolvedValueOnce(toTask(TaskState.TASK_STATE_WORKING))
      .mockResolvedValueOnce(toTask(TaskState.TASK_STATE_COMPLETED));
    const events = await readAll(
      follow({ getTask, pauses, resubscribeTask: broken }),
    );
    expect(events).toEqual(answer);
    expect(pauses.filter(ms => ms < 10_000)).toEqual([500, 500]);
  });

  it('gives up with a sentence after five failures in a row', async () => {
    const getTask = jest.fn(async () => {
      throw new Error('no route');
    });
    await expect(
      readAll(follow({ getTask, open: broken })),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('could not be taken up again'),
    });
    expect(getTask).toHaveBeenCalledTimes(6);
  });

  it('says when the agent has forgotten the task', async () => {
    const getTask = async () => {
      throw Object.assign(new Error('?'), { name: 'TaskNotFoundError' });
    };
    await expect(readAll(follow({ getTask }))).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('send the message again'),
    });
  });

  it('stops when it is told to, also in a pause', async () => {
    const abort = new AbortController();
    const getTask = async () => {
      abort.abort(new Error('enough'));
      throw new Error('no route');
    };
    await expect(
      readAll(follow({ getTask, open: broken, signal: abort.signal })),
    ).rejects.toThrow('enough');
  });
});
