import type { AgentCard } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import {
  DefaultRequestHandler,
  ServerCallContext,
  TaskStore,
  User,
} from '@a2a-js/sdk/server';
import { Agent } from '@zerotouch/plugin-kagent-common';
import { AgentRuntime, RuntimeEvent, StreamOptions } from '../AgentRuntime';
import { ConsultantExecutor } from './ConsultantExecutor';
import { toMessage } from '../a2aMessages';
import {
  CONSULTANT_DESCRIPTION,
  CONSULTANT_ID,
  CONSULTANT_TITLE,
} from './consultantCard';
import { toRuntimeEvents } from './toRuntimeEvents';

/** The embedded agent: a complete A2A server, asked within the process and by other A2A clients over HTTP. */
export class ConsultantRuntime implements AgentRuntime {
  readonly id = CONSULTANT_ID;
  /** The A2A server; its callers are known by the `userName` of their context, an entity ref. */
  readonly requestHandler: DefaultRequestHandler;
  readonly #generateId: () => string;

  private constructor(options: ConsultantRuntimeOptions) {
    this.#generateId = options.generateId;
    this.requestHandler = new DefaultRequestHandler(
      options.card,
      options.tasks,
      options.executor,
    );
  }

  static create(options: ConsultantRuntimeOptions): ConsultantRuntime {
    return new ConsultantRuntime(options);
  }

  async listAgents(): Promise<Agent[]> {
    return [
      {
        id: CONSULTANT_ID,
        title: CONSULTANT_TITLE,
        description: CONSULTANT_DESCRIPTION,
        runtime: this.id,
        health: 'healthy',
      },
    ];
  }

  async *stream(options: StreamOptions): AsyncGenerator<RuntimeEvent> {
    const { conversationId, credentials, signal, text } = options;
    const context = toContext(credentials.principal.userEntityRef);
    const responses = this.requestHandler.sendMessageStream(
      {
        tenant: '',
        message: toMessage({
          messageId: this.#generateId(),
          contextId: conversationId,
          text,
        }),
        configuration: undefined,
        metadata: undefined,
      },
      context,
    );
    let taskId: string | undefined;
    try {
      for await (const response of responses) {
        if (response.payload?.$case === 'task') {
          taskId = response.payload.value.id;
        }
        signal.throwIfAborted();
        yield* toRuntimeEvents(response, { generateId: this.#generateId });
      }
    } finally {
      if (signal.aborted && taskId) await this.#cancel(taskId, context);
    }
  }

  async #cancel(id: string, context: ServerCallContext): Promise<void> {
    const { status } = await this.requestHandler.getTask(
      { tenant: '', id },
      context,
    );
    const state = status?.state;
    if (
      state === TaskState.TASK_STATE_SUBMITTED ||
      state === TaskState.TASK_STATE_WORKING
    ) {
      await this.requestHandler.cancelTask(
        { tenant: '', id, metadata: undefined },
        context,
      );
    }
  }
}

/** The context of a call by a person of the portal. */
export function toContext(userEntityRef: string): ServerCallContext {
  return new ServerCallContext({
    user: toUser(userEntityRef),
    requestedVersion: '1.0',
  });
}

/** A person of the portal as an A2A server knows them. */
export function toUser(userEntityRef: string): User {
  return { isAuthenticated: true, userName: userEntityRef };
}

/** Options of {@link ConsultantRuntime.create}. */
export interface ConsultantRuntimeOptions {
  card: AgentCard;
  executor: ConsultantExecutor;
  tasks: TaskStore;
  generateId: () => string;
}
