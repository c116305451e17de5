import { Message, Role, TaskState, TaskStatus } from '@a2a-js/sdk';
import {
  AgentEvent,
  AgentExecutor,
  ExecutionEventBus,
  RequestContext,
} from '@a2a-js/sdk/server';
import { z } from 'zod';
import { scripts } from '../../__testUtils__/describeAgentRuntime';
import { readText, toTextPart } from '../../a2aMessages';

type Parts = Message['parts'];

const decisionSchema = z.looseObject({
  decision_type: z.string(),
  decisions: z.record(z.string(), z.string()).default({}),
  ask_user_answers: z.array(z.unknown()).optional(),
});

/** The calls that the scripts "delete" and "ask" wait with. */
export const waitingCalls = {
  delete: [
    { id: 'call_pod', name: 'delete_pod', args: { name: 'web-0' } },
    { id: 'call_job', name: 'delete_job', args: { name: 'nightly' } },
  ],
  ask: [
    {
      id: 'call_ask',
      name: 'ask_user',
      args: { questions: [{ question: 'Which one?', choices: ['a', 'b'] }] },
    },
  ],
};

/**
 * A fake agent of kagent: it plays a script by the first word of the message, in the events of kagent's own agents.
 *
 * @remarks Like them it approves a waiting call that a decision does not name.
 */
export class FakeAgent implements AgentExecutor {
  /** Names of the tools that ran. */
  readonly executed: string[] = [];
  /** Data parts that reached the agent. */
  readonly received: unknown[] = [];
  readonly texts: string[] = [];
  /** Whether a cancellation is refused, as by Python agents. */
  cannotCancel = false;
  readonly cancelled: string[] = [];
  #release: () => void = () => {};
  #count = 0;
  readonly #prefix: 'adk' | 'kagent';

  /** @param prefix - Go agents write `adk_`, Python agents `kagent_`. */
  constructor(prefix: 'adk' | 'kagent') {
    this.#prefix = prefix;
  }

  /** Lets the script "slow" go on. */
  release(): void {
    this.#release();
  }

  execute = async (
    request: RequestContext,
    bus: ExecutionEventBus,
  ): Promise<void> => {
    const { taskId, contextId, userMessage, task } = request;
    const data = userMessage.parts.flatMap(({ content }) =>
      content?.$case === 'data' ? [content.value as unknown] : [],
    );
    this.received.push(...data);
    const text = readText(userMessage);
    this.texts.push(text);
    if (task) {
      bus.publish(AgentEvent.task(task));
    } else {
      bus.publish(
        AgentEvent.task({
          id: taskId,
          contextId,
          status: status(TaskState.TASK_STATE_SUBMITTED),
          artifacts: [],
          history: [userMessage],
          metadata: undefined,
        }),
      );
    }
    const say: Say = (state, message, metadata) =>
      bus.publish(
        AgentEvent.statusUpdate({
          taskId,
          contextId,
          status: status(
            state,
            message && { ...message, taskId, contextId, metadata },
          ),
          metadata,
        }),
      );
    // Python agents begin with what the person said.
    if (this.#prefix === 'kagent' && !task) {
      say(TaskState.TASK_STATE_SUBMITTED, userMessage);
    }
    const waiting = task && this.#pending;
    if (waiting) this.#decide(waiting, data, say);
    else await this.#play(text, say, { taskId, contextId, bus });
    bus.finished();
  };

  cancelTask = async (
    taskId: string,
    bus: ExecutionEventBus,
  ): Promise<void> => {
    if (this.cannotCancel) throw new Error('not implemented');
    this.cancelled.push(taskId);
    this.#release();
    bus.publish(
      AgentEvent.statusUpdate({
        taskId,
        contextId: '',
        status: status(TaskState.TASK_STATE_CANCELED),
        metadata: undefined,
      }),
    );
  };

  #pending?: keyof typeof waitingCalls;

  /** Calls that are announced in place of those that wait. */
  bait?: { id: string; name: string; args: unknown }[];
  /** More parts of the message that waits. */
  hidden?: unknown[];

  async #play(
    text: string,
    say: Say,
    ids: { taskId: string; contextId: string; bus: ExecutionEventBus },
  ): Promise<void> {
    const working = TaskState.TASK_STATE_WORKING;
    const [script] = text.split(' ');
    const artifact = (words: string, metadata?: Record<string, unknown>) =>
      ids.bus.publish(
        AgentEvent.artifactUpdate({
          taskId: ids.taskId,
          contextId: ids.contextId,
          artifact: {
            artifactId: 'answer',
            name: '',
            description: '',
            parts: [toTextPart(words)],
            metadata: undefined,
            extensions: [],
          },
          append: false,
          lastChunk: metadata === undefined,
          metadata,
        }),
      );
    switch (script) {
      case 'stream':
        for (const piece of ['Pods ', 'are ', 'fine.']) {
          say(working, this.#message([toTextPart(piece)]), this.#partial());
          // Go agents send each piece in an artifact, too.
          if (this.#prefix === 'adk') artifact(piece, this.#partial());
        }
        say(
          working,
          this.#message([toTextPart('Pods are fine.')]),
          this.#usage(),
        );
        artifact('Pods are fine.');
        // Go agents repeat the last text at the end, Python agents the last usage.
        if (this.#prefix === 'adk') {
          say(
            TaskState.TASK_STATE_COMPLETED,
            this.#message([toTextPart('Pods are fine.')]),
          );
        } else {
          say(TaskState.TASK_STATE_COMPLETED, undefined, this.#usage());
        }
        return;
      case 'tool':
        say(working, this.#message([toTextPart('Looking.')]));
        say(
          working,
          this.#message([
            this.#part('function_call', {
              id: 'call_1',
              name: 'kagent__NS__k8s_agent',
              args: { request: 'pods' },
            }),
          ]),
        );
        say(
          working,
          this.#message([
            this.#part('function_response', {
              id: 'call_1',
              name: 'kagent__NS__k8s_agent',
              response: { result: '3 pods' },
            }),
          ]),
        );
        say(working, this.#message([toTextPart('There are 3 pods.')]));
        artifact('There are 3 pods.');
        break;
      case 'echo':
        say(working, this.#message([toTextPart(text.slice(5))]));
        artifact(text.slice(5));
        break;
      case 'long':
        for (const piece of scripts.long.match(/.{1,1000}/gs) ?? [])
          say(working, this.#message([toTextPart(piece)]), this.#partial());
        say(working, this.#message([toTextPart(scripts.long)]));
        artifact(scripts.long);
        break;
      case 'unicode':
        say(working, this.#message([toTextPart(scripts.unicode)]));
        break;
      case 'slow':
        say(
          working,
          this.#message([toTextPart('It begins.')]),
          this.#partial(),
        );
        await new Promise<void>(resolve => {
          this.#release = resolve;
        });
        if (this.cancelled.includes(ids.taskId)) return;
        say(working, this.#message([toTextPart('It begins. It ends.')]));
        break;
      case 'delete':
      case 'ask':
        this.#pending = script;
        for (const call of this.bait ?? waitingCalls[script])
          say(working, this.#message([this.#part('function_call', call)]));
        say(
          TaskState.TASK_STATE_INPUT_REQUIRED,
          this.#message([
            ...waitingCalls[script].map(call => this.#confirm(call)),
            ...(this.hidden ?? []).map(value =>
              this.#part('function_call', value),
            ),
          ]),
        );
        return;
      case 'fail':
        say(
          TaskState.TASK_STATE_FAILED,
          this.#message([toTextPart('The model said no.')]),
        );
        return;
      default:
        say(working, this.#message([toTextPart('Hello.')]));
        artifact('Hello.');
    }
    say(TaskState.TASK_STATE_COMPLETED);
  }

  #decide(script: 'delete' | 'ask', data: unknown[], say: Say): void {
    this.#pending = undefined;
    const decision = decisionSchema.safeParse(data[0]);
    if (!decision.success) {
      say(
        TaskState.TASK_STATE_COMPLETED,
        this.#message([toTextPart('Nothing was decided.')]),
      );
      return;
    }
    const { decision_type, decisions, ask_user_answers } = decision.data;
    for (const call of waitingCalls[script]) {
      // The trap: what a decision does not name is approved.
      const approved =
        ask_user_answers !== undefined ||
        (decision_type === 'batch'
          ? decisions[call.id] !== 'reject'
          : decision_type === 'approve');
      if (approved) this.executed.push(call.name);
      say(
        TaskState.TASK_STATE_WORKING,
        this.#message([
          this.#part('function_response', {
            id: call.id,
            name: call.name,
            response: approved
              ? { result: ask_user_answers ?? 'done' }
              : { isError: true, result: 'rejected' },
          }),
        ]),
      );
    }
    say(
      TaskState.TASK_STATE_COMPLETED,
      this.#message([toTextPart('So be it.')]),
    );
  }

  #message(parts: Parts): Message {
    this.#count += 1;
    return {
      messageId: `m-${this.#count}`,
      contextId: '',
      taskId: '',
      role: Role.ROLE_AGENT,
      parts,
      metadata: undefined,
      extensions: [],
      referenceTaskIds: [],
    };
  }

  #part(type: string, value: unknown): Parts[0] {
    return {
      content: { $case: 'data', value },
      metadata: { [`${this.#prefix}_type`]: type },
      filename: '',
      mediaType: 'application/json',
    };
  }

  #confirm(call: { id: string; name: string; args: unknown }): Parts[0] {
    return this.#part('function_call', {
      id: `conf_${call.id}`,
      name: 'adk_request_confirmation',
      args: {
        originalFunctionCall: call,
        toolConfirmation: { hint: '', confirmed: false, payload: null },
      },
    });
  }

  #partial() {
    return this.#prefix === 'adk'
      ? { adk_partial: true }
      : { kagent_adk_partial: true };
  }

  #usage() {
    return {
      [`${this.#prefix}_usage_metadata`]: {
        promptTokenCount: 10,
        candidatesTokenCount: 3,
        totalTokenCount: 13,
      },
    };
  }
}

type Say = (
  state: TaskState,
  message?: Message,
  metadata?: Record<string, unknown>,
) => void;

function status(state: TaskState, message?: Message): TaskStatus {
  return { state, message, timestamp: new Date(0).toISOString() };
}
