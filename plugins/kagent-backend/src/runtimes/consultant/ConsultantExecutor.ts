import { TaskState } from '@a2a-js/sdk';
import {
  AgentEvent,
  AgentExecutor,
  ExecutionEventBus,
  RequestContext,
} from '@a2a-js/sdk/server';
import { LoggerService } from '@backstage/backend-plugin-api';
import { MAX_MESSAGE_LENGTH } from '@zerotouch/plugin-kagent-common';
import { redactSecrets } from '../../redaction/redactSecrets';
import { toError } from '../../toError';
import { AnswerPart } from './Answer';
import { Consultant } from './Consultant';
import {
  DATA_ARTIFACT,
  TEXT_ARTIFACT,
  readText,
  toArtifact,
  toDataPart,
  toStatus,
  toTextPart,
} from '../a2aMessages';

/**
 * Runs the consultant as the agent of an A2A server.
 *
 * @remarks The text of an answer is streamed as the artifact `answer`; citations and offered actions are data parts of
 * the artifact `details`. Only the text of a request is read: data and file parts have no effect.
 */
export class ConsultantExecutor implements AgentExecutor {
  readonly #options: ConsultantExecutorOptions;
  readonly #cancelled = new Set<string>();
  readonly #running = new Map<string, string>();

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
    this.#running.set(taskId, contextId);
    bus.publish(
      AgentEvent.task({
        id: taskId,
        contextId,
        status: this.#status(ids, TaskState.TASK_STATE_SUBMITTED),
        artifacts: [],
        history: [{ ...userMessage, parts: [toTextPart(question)] }],
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
      const begun = new Set<string>();
      for await (const part of this.#options.consultant.answer(question)) {
        if (this.#cancelled.has(taskId)) return;
        this.#publishPart(bus, ids, part, begun);
      }
      if (this.#cancelled.has(taskId)) return;
      this.#publishStatus(bus, ids, TaskState.TASK_STATE_COMPLETED);
    } catch (error) {
      this.#options.logger.error(
        'The consultant failed to answer',
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
      this.#cancelled.delete(taskId);
    }
  };

  cancelTask = async (
    taskId: string,
    bus: ExecutionEventBus,
  ): Promise<void> => {
    const contextId = this.#running.get(taskId);
    if (contextId === undefined) return;
    this.#cancelled.add(taskId);
    this.#publishStatus(
      bus,
      { taskId, contextId },
      TaskState.TASK_STATE_CANCELED,
    );
  };

  #publishPart(
    bus: ExecutionEventBus,
    ids: { taskId: string; contextId: string },
    part: AnswerPart,
    begun: Set<string>,
  ): void {
    if (part.type === 'status') {
      this.#publishStatus(bus, ids, TaskState.TASK_STATE_WORKING, part.text);
      return;
    }
    const artifact =
      part.type === 'text'
        ? toArtifact(TEXT_ARTIFACT, [toTextPart(part.text)])
        : toArtifact(DATA_ARTIFACT, [toDataPart(part)]);
    bus.publish(
      AgentEvent.artifactUpdate({
        ...ids,
        artifact,
        append: begun.has(artifact.artifactId),
        lastChunk: false,
        metadata: undefined,
      }),
    );
    begun.add(artifact.artifactId);
  }

  #publishStatus(
    bus: ExecutionEventBus,
    ids: { taskId: string; contextId: string },
    state: TaskState,
    text?: string,
  ): void {
    const status = this.#status(ids, state, text);
    bus.publish(
      AgentEvent.statusUpdate({ ...ids, status, metadata: undefined }),
    );
  }

  #status(
    ids: { taskId: string; contextId: string },
    state: TaskState,
    text?: string,
  ) {
    const { generateId, now } = this.#options;
    return toStatus({
      state,
      now: now(),
      text:
        text === undefined
          ? undefined
          : { value: text, messageId: generateId(), ...ids },
    });
  }
}

/** Options of {@link ConsultantExecutor.create}. */
export interface ConsultantExecutorOptions {
  consultant: Pick<Consultant, 'answer'>;
  logger: LoggerService;
  now: () => Date;
  generateId: () => string;
}
