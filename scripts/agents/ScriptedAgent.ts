import { Message, Role, TaskState } from '@a2a-js/sdk';
import {
  AgentEvent,
  ExecutionEventBus,
  RequestContext,
} from '@a2a-js/sdk/server';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  readText,
  toDataPart,
  toTextPart,
} from '../../plugins/kagent-backend/src/runtimes/a2aMessages';
import { FakeAgent } from '../../plugins/kagent-backend/src/runtimes/kagent/__testUtils__/FakeAgent';
import { Holds } from './Holds';
import { RICH_TEXT, countTo } from './texts';

type Parts = Message['parts'];
type Call = { id: string; name: string; args: unknown };

/**
 * Gives a fake agent scripts for tests in a browser. The first word of a message names one; what is not among them is left
 * to the agent itself, such as "delete" and "ask", which wait for a person.
 *
 * - `count 40 25`: the words w1 to w40, one every 25 ms
 * - `hold`: w1 to w10, then w11 to w20 once "hold" is released
 * - `rich`: a table, code, a diagram, lists
 * - `look`: two calls of tools, one of which fails, then words
 * - `delegate`: asks another agent, which works until "delegate" is released
 */
export function addScripts(
  agent: FakeAgent,
  options: {
    holds: Holds;
    /** Keeps a task at the controller, as agents do. */
    keep(task: { id: string; contextId: string }): void;
  },
): void {
  const { holds, keep } = options;
  const inner = { execute: agent.execute, cancel: agent.cancelTask };
  const running = new Map<string, AbortController>();

  agent.execute = async (request, bus) => {
    const [script, ...args] = readText(request.userMessage).split(/\s+/);
    const play = request.task ? undefined : toScript(script, args);
    if (!play) {
      await inner.execute(request, bus);
      return;
    }
    const { taskId } = request;
    agent.texts.push(readText(request.userMessage));
    const controller = new AbortController();
    running.set(taskId, controller);
    const turn = new Turn(request, bus, controller.signal);
    turn.begin();
    await play(turn);
    running.delete(taskId);
    turn.end(
      controller.signal.aborted
        ? TaskState.TASK_STATE_CANCELED
        : TaskState.TASK_STATE_COMPLETED,
    );
    bus.finished();
  };

  agent.cancelTask = async (taskId, bus) => {
    const controller = running.get(taskId);
    if (!controller || agent.cannotCancel) await inner.cancel(taskId, bus);
    else {
      agent.cancelled.push(taskId);
      controller.abort();
    }
  };

  function toScript(
    script: string,
    args: string[],
  ): ((turn: Turn) => Promise<void>) | undefined {
    switch (script) {
      case 'count': {
        const [last, pauseMs] = args.map(Number);
        return turn => turn.write(countTo(last), pauseMs);
      }
      case 'hold':
        return async turn => {
          await turn.write(countTo(10), 0);
          await holds.wait('hold', turn.signal);
          await turn.write(countTo(20, 11), 0);
        };
      case 'rich':
        return turn => turn.write(RICH_TEXT.split(/(?<=\n)/), 0);
      case 'look':
        return look;
      case 'delegate':
        return delegate;
      default:
        return undefined;
    }
  }

  async function look(turn: Turn): Promise<void> {
    await turn.write(['I look at the pods first.'], 0);
    const pods = {
      id: randomUUID(),
      name: 'get_pods',
      args: { tenant: 'acme' },
    };
    turn.call(pods);
    turn.answer(pods, {
      result: { items: [{ name: 'web-0', phase: 'Running', restarts: 3 }] },
    });
    const logs = { id: randomUUID(), name: 'get_logs', args: { pod: 'web-0' } };
    turn.call(logs);
    turn.answer(logs, { isError: true, result: 'web-0 keeps no logs' });
    await turn.write(['There is ', 'one pod; ', 'its logs are gone.'], 0);
  }

  async function delegate(turn: Turn): Promise<void> {
    const sessionId = randomUUID();
    const call = {
      id: randomUUID(),
      name: 'kagent__NS__k8s_agent',
      args: { request: 'Which pods of acme restart?' },
    };
    keep(toTask(sessionId, 'working'));
    turn.call(call, sessionId);
    await holds.wait('delegate', turn.signal);
    keep(toTask(sessionId, 'completed'));
    turn.answer(call, { result: 'web-0 restarted three times.' });
    await turn.write(
      ['My colleague says: ', 'web-0 restarted three times.'],
      0,
    );
  }
}

/** One answer in the events of the Go agents of kagent. */
class Turn {
  readonly signal: AbortSignal;
  readonly #request: RequestContext;
  readonly #bus: ExecutionEventBus;

  constructor(
    request: RequestContext,
    bus: ExecutionEventBus,
    signal: AbortSignal,
  ) {
    this.#request = request;
    this.#bus = bus;
    this.signal = signal;
  }

  begin(): void {
    const { contextId, taskId, userMessage } = this.#request;
    this.#bus.publish(
      AgentEvent.task({
        id: taskId,
        contextId,
        status: {
          state: TaskState.TASK_STATE_SUBMITTED,
          message: undefined,
          timestamp: new Date().toISOString(),
        },
        artifacts: [],
        history: [userMessage],
        metadata: undefined,
      }),
    );
  }

  /** Says a text in pieces, then as a whole; stops when the task is cancelled. */
  async write(pieces: string[], pauseMs: number): Promise<void> {
    let said = '';
    for (const piece of pieces) {
      if (this.signal.aborted) return;
      said += piece;
      this.#say([toTextPart(piece)], { adk_partial: true });
      await sleep(pauseMs);
    }
    this.#say([toTextPart(said)], {
      adk_usage_metadata: { promptTokenCount: 1200, candidatesTokenCount: 84 },
    });
  }

  call(call: Call, sessionId?: string): void {
    this.#say([
      toPart('function_call', call, {
        ...(sessionId && { adk_subagent_session_id: sessionId }),
      }),
    ]);
  }

  answer({ id, name }: Call, response: Record<string, unknown>): void {
    this.#say([toPart('function_response', { id, name, response })]);
  }

  end(state: TaskState): void {
    this.#publish(state);
  }

  /** Each message has an id of its own: the store of the SDK keeps one message of an id. */
  #say(parts: Parts, metadata?: Record<string, unknown>): void {
    const { contextId, taskId } = this.#request;
    this.#publish(TaskState.TASK_STATE_WORKING, {
      messageId: randomUUID(),
      contextId,
      taskId,
      role: Role.ROLE_AGENT,
      parts,
      metadata,
      extensions: [],
      referenceTaskIds: [],
    });
  }

  #publish(state: TaskState, message?: Message): void {
    const { contextId, taskId } = this.#request;
    this.#bus.publish(
      AgentEvent.statusUpdate({
        taskId,
        contextId,
        status: { state, message, timestamp: new Date().toISOString() },
        metadata: message?.metadata,
      }),
    );
  }
}

function toPart(
  type: string,
  value: Record<string, unknown>,
  metadata?: Record<string, unknown>,
): Parts[0] {
  return { ...toDataPart(value), metadata: { adk_type: type, ...metadata } };
}

/** What the asked agent did, as the controller keeps it: JSON of A2A 0.3. */
function toTask(sessionId: string, state: 'working' | 'completed') {
  const data = (type: string, value: unknown) => ({
    kind: 'data',
    data: value,
    metadata: { adk_type: type },
  });
  const agent = (messageId: string, ...parts: unknown[]) => ({
    messageId,
    role: 'agent',
    parts,
  });
  const call = { id: 'c1', name: 'get_pods' };
  return {
    id: `task-of-${sessionId}`,
    contextId: sessionId,
    status: { state },
    history: [
      agent('s1', { kind: 'text', text: 'I list the pods of acme.' }),
      agent('s2', data('function_call', { ...call, args: {} })),
      agent(
        's3',
        data('function_response', { ...call, response: { result: '3 pods' } }),
      ),
    ],
  };
}
