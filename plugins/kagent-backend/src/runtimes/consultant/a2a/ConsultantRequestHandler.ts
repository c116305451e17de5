import type {
  AgentCard,
  SendMessageRequest,
  StreamResponse,
  SubscribeToTaskRequest,
  Task,
} from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import {
  AgentExecutor,
  DefaultExecutionEventBusManager,
  DefaultRequestHandler,
  ServerCallContext,
  TaskStore,
} from '@a2a-js/sdk/server';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '../../../toError';

const ended = new Set([
  TaskState.TASK_STATE_COMPLETED,
  TaskState.TASK_STATE_FAILED,
  TaskState.TASK_STATE_CANCELED,
  TaskState.TASK_STATE_REJECTED,
]);

/**
 * The SDK's request handler, for a server of several processes.
 *
 * @remarks
 * The SDK ties a streamed task to the connection that asked for it, and follows tasks of its own process alone. Here a task goes on
 * when its client leaves, and a task that runs elsewhere is followed by what that process writes.
 */
export class ConsultantRequestHandler extends DefaultRequestHandler {
  readonly #options: ConsultantRequestHandlerOptions;
  readonly #buses: DefaultExecutionEventBusManager;

  private constructor(
    options: ConsultantRequestHandlerOptions,
    buses: DefaultExecutionEventBusManager,
  ) {
    super(options.card, options.tasks, options.executor, buses);
    this.#options = options;
    this.#buses = buses;
  }

  static create(
    options: ConsultantRequestHandlerOptions,
  ): ConsultantRequestHandler {
    return new ConsultantRequestHandler(
      options,
      new DefaultExecutionEventBusManager(),
    );
  }

  override async *sendMessageStream(
    params: SendMessageRequest,
    context: ServerCallContext,
  ): AsyncGenerator<StreamResponse, void, undefined> {
    const responses = super.sendMessageStream(params, context);
    // What is wrong with the request shows at the first step, and then nothing was begun.
    const first = await responses.next();
    if (first.done) return;
    const queue: StreamResponse[] = [first.value];
    let failure: unknown;
    let isDone = false;
    let wake = () => {};
    const next = () =>
      new Promise<void>(resolve => {
        wake = resolve;
      });
    const drain = async () => {
      try {
        for await (const response of responses) {
          queue.push(response);
          wake();
        }
      } catch (error) {
        failure = error;
        this.#options.logger.error(
          'A task of the consultant could not be followed to its end',
          toError(error),
        );
      } finally {
        isDone = true;
        wake();
      }
    };
    void drain();
    for (;;) {
      const response = queue.shift();
      if (response) {
        yield response;
      } else if (isDone) {
        if (failure) throw failure;
        return;
      } else {
        await next();
      }
    }
  }

  override async *resubscribe(
    params: SubscribeToTaskRequest,
    context: ServerCallContext,
  ): AsyncGenerator<StreamResponse, void, undefined> {
    const isHere = this.#buses.getByTaskId(params.id, context) !== undefined;
    yield* super.resubscribe(params, context);
    if (!isHere) yield* this.#followElsewhere(params.id, context);
  }

  /** The whole text is told once the task has ended; what was told before is in it. */
  async *#followElsewhere(
    id: string,
    context: ServerCallContext,
  ): AsyncGenerator<StreamResponse> {
    const { tasks, wait } = this.#options;
    let told = '';
    for (;;) {
      await wait();
      const task: Task | undefined = await tasks.load(id, context);
      if (!task?.status) return;
      const { contextId, status } = task;
      if (ended.has(status.state)) {
        for (const artifact of task.artifacts) {
          yield {
            payload: {
              $case: 'artifactUpdate',
              value: {
                taskId: id,
                contextId,
                artifact,
                append: false,
                lastChunk: true,
                metadata: undefined,
              },
            },
          };
        }
      }
      const state = JSON.stringify(status);
      if (state !== told) {
        told = state;
        yield {
          payload: {
            $case: 'statusUpdate',
            value: { taskId: id, contextId, status, metadata: undefined },
          },
        };
      }
      if (ended.has(status.state)) return;
    }
  }
}

/** Options of {@link ConsultantRequestHandler.create}. */
export interface ConsultantRequestHandlerOptions {
  card: AgentCard;
  executor: AgentExecutor;
  tasks: TaskStore;
  logger: LoggerService;
  /** Resolves when a task of another process is to be looked at again. */
  wait: () => Promise<void>;
}
