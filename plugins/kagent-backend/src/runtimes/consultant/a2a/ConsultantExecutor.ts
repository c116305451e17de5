import { TaskState } from '@a2a-js/sdk';
import {
  AgentEvent,
  AgentExecutor,
  ExecutionEventBus,
  RequestContext,
  TaskStore,
} from '@a2a-js/sdk/server';
import { LoggerService } from '@backstage/backend-plugin-api';
import { MAX_MESSAGE_LENGTH } from '@zerotouch/plugin-kagent-common';
import { redactSecrets } from '../../../redaction/redactSecrets';
import { toError } from '../../../toError';
import { RuntimeEvent } from '../../AgentRuntime';
import { readText, toArtifact, toStatus, toTextPart } from '../../a2aMessages';
import { ConsultantAgent } from '../ConsultantAgent';
import { A2aPerson } from './A2aPerson';
import { A2aOutput, AnswerWriter } from './AnswerWriter';

type Ids = { taskId: string; contextId: string };

/**
 * Runs the consultant as the agent of an A2A server.
 *
 * @remarks
 * Only the text of a request is read: data and file parts have no effect, so that nothing but a person's words is ever taken from
 * a client. A task that was cancelled in another process stops at its next output.
 */
export class ConsultantExecutor implements AgentExecutor {
  readonly #options: ConsultantExecutorOptions;
  readonly #running = new Map<string, { abort: AbortController } & Ids>();

  private constructor(options: ConsultantExecutorOptions) {
    this.#options = options;
  }

  static create(options: ConsultantExecutorOptions): ConsultantExecutor {
    return new ConsultantExecutor(options);
  }

  execute = async (
    request: RequestContext,
    bus: ExecutionEventBus,
  ): Promise<void> => {
    const { taskId, contextId, userMessage } = request;
    const ids = { taskId, contextId };
    // Secrets are removed here too: other A2A clients come without passing the conversations.
    const question = redactSecrets(readText(userMessage)).text;
    const abort = new AbortController();
    this.#running.set(taskId, { abort, ...ids });
    bus.publish(
      AgentEvent.task({
        id: taskId,
        contextId,
        status: this.#status(ids, TaskState.TASK_STATE_SUBMITTED),
        artifacts: [],
        history: [
          {
            ...userMessage,
            parts: [toTextPart(question)],
            metadata: undefined,
          },
        ],
        metadata: undefined,
      }),
    );
    try {
      if (question === '' || question.length > MAX_MESSAGE_LENGTH) {
        this.#publishStatus(
          bus,
          ids,
          TaskState.TASK_STATE_REJECTED,
          `Ask in text, with 1 to ${MAX_MESSAGE_LENGTH} characters.`,
        );
        return;
      }
      await this.#answer(request, bus, question, abort);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#options.logger.error(
        'The consultant failed to answer over A2A',
        toError(error),
      );
      this.#publishStatus(
        bus,
        ids,
        TaskState.TASK_STATE_FAILED,
        'The platform repository or the docs index could not be read; ask again in a minute.',
      );
    } finally {
      this.#running.delete(taskId);
    }
  };

  cancelTask = async (
    taskId: string,
    bus: ExecutionEventBus,
  ): Promise<void> => {
    const running = this.#running.get(taskId);
    if (!running) return;
    running.abort.abort();
    this.#publishStatus(bus, running, TaskState.TASK_STATE_CANCELED);
    bus.finished();
  };

  async #answer(
    request: RequestContext,
    bus: ExecutionEventBus,
    text: string,
    abort: AbortController,
  ): Promise<void> {
    const { taskId, contextId, context } = request;
    const ids = { taskId, contextId };
    const { agent, tasks } = this.#options;
    const writer = AnswerWriter.create();
    const events: AsyncIterable<RuntimeEvent> = agent.ask({
      text,
      attachments: [],
      history: [],
      credentials: A2aPerson.of(context).credentials,
      signal: abort.signal,
    });
    for await (const event of events) {
      const outputs = writer.write(event);
      if (outputs.length === 0) continue;
      const kept = await tasks.load(taskId, context);
      if (kept?.status?.state === TaskState.TASK_STATE_CANCELED) abort.abort();
      abort.signal.throwIfAborted();
      for (const output of outputs) this.#publish(bus, ids, output);
    }
  }

  #publish(bus: ExecutionEventBus, ids: Ids, output: A2aOutput): void {
    if (output.type === 'status') {
      this.#publishStatus(bus, ids, output.state, output.text);
      return;
    }
    bus.publish(
      AgentEvent.artifactUpdate({
        ...ids,
        artifact: toArtifact(output.artifactId, output.parts),
        append: output.append,
        lastChunk: false,
        metadata: undefined,
      }),
    );
  }

  #publishStatus(
    bus: ExecutionEventBus,
    ids: Ids,
    state: TaskState,
    text?: string,
  ): void {
    const status = this.#status(ids, state, text);
    const { taskId, contextId } = ids;
    bus.publish(
      AgentEvent.statusUpdate({
        taskId,
        contextId,
        status,
        metadata: undefined,
      }),
    );
  }

  #status(ids: Ids, state: TaskState, text?: string) {
    const { generateId, now } = this.#options;
    const { taskId, contextId } = ids;
    return toStatus({
      state,
      now: now(),
      text:
        text === undefined
          ? undefined
          : { value: text, messageId: generateId(), taskId, contextId },
    });
  }
}

/** Options of {@link ConsultantExecutor.create}. */
export interface ConsultantExecutorOptions {
  agent: Pick<ConsultantAgent, 'ask'>;
  /** Where the tasks are: another process may have cancelled one. */
  tasks: Pick<TaskStore, 'load'>;
  logger: LoggerService;
  now: () => Date;
  generateId: () => string;
}
