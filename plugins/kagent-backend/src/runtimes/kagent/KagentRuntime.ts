import type { Message, StreamResponse } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { Client } from '@a2a-js/sdk/client';
import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError, isError } from '@backstage/errors';
import { Agent } from '@zerotouch/plugin-kagent-common';
import {
  AgentRuntime,
  DecideOptions,
  RuntimeEvent,
  StreamOptions,
  TaskOptions,
} from '../AgentRuntime';
import { toDataPart, toMessage } from '../a2aMessages';
import { toPrompt } from '../toPrompt';
import { AnswerReader } from './AnswerReader';
import { KagentApi } from './KagentApi';
import { isDecidable, readPending } from './adkParts';
import { connectAgent } from './connectAgent';
import { createControllerFetch } from './createControllerFetch';
import { followTask, isOver } from './followTask';
import { ControllerAuth, identify } from './identify';
import { pendingDigest } from './pendingDigest';
import { parseAgentId, toAgent } from './toAgent';
import { watchSubagents } from './subagents/watchSubagents';
import { toDecision } from './toDecision';
import { toTaskBefore } from './toTaskBefore';
import { notFound } from './unavailable';

/** Milliseconds for the list of agents, which people wait for on every page of the chat. */
const LIST_TIMEOUT_MS = 3_000;

/**
 * The agents of one kagent controller (0.9 and 0.10).
 *
 * @remarks
 * Only the backend talks to the controller, and it names the person by their entity ref. What goes to an agent is text; data parts,
 * task ids and decisions never come from a message. No token of a person is passed on; a resumed answer has none.
 */
export class KagentRuntime implements AgentRuntime {
  readonly id: string;
  readonly #options: KagentRuntimeOptions;
  readonly #api: KagentApi;
  /** What was listed last, for the time when the controller is down. */
  #known: Agent[] = [];
  #reported = false;

  private constructor(options: KagentRuntimeOptions) {
    this.id = options.id;
    this.#options = options;
    this.#api = KagentApi.create({ baseUrl: options.baseUrl });
  }

  static create(options: KagentRuntimeOptions): KagentRuntime {
    return new KagentRuntime(options);
  }

  async listAgents(options: {
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  }): Promise<Agent[]> {
    const { userEntityRef } = options.credentials.principal;
    const fetchAs = this.#fetchAs(userEntityRef, LIST_TIMEOUT_MS);
    try {
      const [items, user] = await Promise.all([
        this.#api.listAgents(fetchAs),
        this.#api.getUser(fetchAs),
      ]);
      const note = findSharedIdentity(userEntityRef, user);
      this.#known = items.map(item =>
        toAgent(item, { controllerId: this.id, note }),
      );
      this.#reported = false;
      return this.#known;
    } catch (error) {
      if (!this.#reported) this.#options.logger.warn(String(error));
      this.#reported = true;
      return this.#known.map(agent => ({
        ...agent,
        health: 'unreachable',
        note: error instanceof Error ? error.message : String(error),
      }));
    }
  }

  async *stream(options: StreamOptions): AsyncGenerator<RuntimeEvent> {
    const { attachments, conversationId, text, signal } = options;
    const agent = await this.#connect(options.agentId, toPerson(options));
    await this.#api.ensureSession(agent.fetchAs, {
      id: conversationId,
      agentRef: agent.ref,
      name: text.slice(0, 80),
    });
    const message = toMessage({
      messageId: this.#options.generateId(),
      contextId: conversationId,
      text: toPrompt(text, attachments),
    });
    yield* this.#follow(agent, {
      signal,
      reader: AnswerReader.create({ now: this.#options.now }),
      open: stop => send(agent, message, stop),
    });
  }

  async *decide(options: DecideOptions): AsyncGenerator<RuntimeEvent> {
    const { approvalId, conversationId, decisions, signal } = options;
    const agent = await this.#connect(options.agentId, toPerson(options));
    const before = await agent.client.getTask(
      { tenant: '', id: approvalId, historyLength: undefined },
      { signal },
    );
    const pending =
      before.contextId === conversationId &&
      before.status?.state === TaskState.TASK_STATE_INPUT_REQUIRED &&
      isDecidable(before.status.message)
        ? readPending(before.status.message)
        : [];
    if (pendingDigest(pending) !== options.digest) {
      throw new ConflictError(
        'The agent does not wait with these calls any more, they were decided elsewhere or have changed; nothing was passed on.',
      );
    }
    const data = toDecision({ pending, decisions, answers: options.answers });
    const approved = decisions.filter(item => item.approved).length;
    const message = toMessage({
      messageId: this.#options.generateId(),
      contextId: conversationId,
      taskId: approvalId,
      text: `Decided: ${approved} approved, ${
        decisions.length - approved
      } rejected`,
    });
    yield { type: 'task-start', taskId: approvalId };
    const { now } = this.#options;
    yield* this.#follow(agent, {
      signal,
      reader: AnswerReader.create({ now, taskId: approvalId, before }),
      open: stop =>
        send(
          agent,
          { ...message, parts: [toDataPart(data), ...message.parts] },
          stop,
        ),
    });
  }

  async *resume(options: TaskOptions): AsyncGenerator<RuntimeEvent> {
    const { conversationId, signal, taskId, userEntityRef } = options;
    const agent = await this.#connect(options.agentId, userEntityRef);
    const task = await this.#getTask(agent, taskId, signal);
    if (task.contextId !== conversationId) throw unknownTask(taskId);
    yield { type: 'task-start', taskId };
    const before = toTaskBefore(task);
    yield* this.#follow(agent, {
      signal,
      reader: AnswerReader.create({ now: this.#options.now, taskId, before }),
    });
  }

  async cancel(options: TaskOptions): Promise<{ stopped: boolean }> {
    const { conversationId, signal, taskId, userEntityRef } = options;
    try {
      const agent = await this.#connect(options.agentId, userEntityRef);
      const task = await this.#getTask(agent, taskId, signal);
      if (task.contextId !== conversationId) throw unknownTask(taskId);
      if (isOver(task)) return { stopped: true };
      const cancelled = await agent.client.cancelTask(
        { tenant: '', id: taskId, metadata: undefined },
        { signal },
      );
      return { stopped: isOver(cancelled) };
    } catch (error) {
      // Agents in Python cannot be stopped before google-adk 2.6: they work on although nobody listens.
      this.#options.logger.warn(
        `The task "${taskId}" of controller "${this.id}" was not cancelled; the portal stopped listening, the agent may go on: ${error}`,
      );
      return { stopped: false };
    }
  }

  async #getTask(agent: ConnectedAgent, id: string, signal: AbortSignal) {
    try {
      return await agent.client.getTask(
        { tenant: '', id, historyLength: undefined },
        { signal },
      );
    } catch (error) {
      throw isError(error) && error.name === 'TaskNotFoundError'
        ? unknownTask(id, error)
        : error;
    }
  }

  async #connect(
    agentId: string,
    userEntityRef: string,
  ): Promise<ConnectedAgent> {
    const agent = parseAgentId(this.id, agentId);
    if (!agent) throw new NotFoundError(`There is no agent "${agentId}"`);
    const ref = `${agent.namespace}/${agent.name}`;
    const fetchAs = this.#fetchAs(userEntityRef, this.#options.timeoutMs);
    const client = await connectAgent({
      url: `${this.#options.baseUrl}/api/a2a/${ref}`,
      agentId,
      fetchAs,
    });
    return { client, ref, fetchAs };
  }

  #follow(
    { client, fetchAs }: ConnectedAgent,
    options: {
      reader: AnswerReader;
      signal: AbortSignal;
      open?: (signal: AbortSignal) => AsyncIterable<StreamResponse>;
    },
  ): AsyncIterable<RuntimeEvent> {
    const { logger, wait } = this.#options;
    const { reader, signal } = options;
    return watchSubagents({
      events: followTask({ ...options, client, wait }),
      subagents: reader.subagents,
      listTasks: (sessionId, stop) =>
        this.#api.listTasks(fetchAs, sessionId, stop),
      onFailure: error =>
        logger.debug(`What a sub-agent does cannot be read: ${error}`),
      signal,
      wait,
    });
  }

  #fetchAs(userEntityRef: string, timeoutMs: number): typeof fetch {
    const { auth, baseUrl, now } = this.#options;
    return createControllerFetch({
      id: this.id,
      baseUrl,
      identify: () => identify({ auth, userEntityRef, now }),
      fetch: this.#options.fetch,
      timeoutMs: Math.min(timeoutMs, this.#options.timeoutMs),
    });
  }
}

interface ConnectedAgent {
  client: Client;
  /** Namespace and name. */
  ref: string;
  fetchAs: typeof fetch;
}

function toPerson(options: Pick<StreamOptions, 'credentials'>): string {
  return options.credentials.principal.userEntityRef;
}

function send(
  { client }: ConnectedAgent,
  message: Message,
  signal: AbortSignal,
): AsyncIterable<StreamResponse> {
  return client.sendMessageStream(
    { tenant: '', message, configuration: undefined, metadata: undefined },
    { signal },
  );
}

function unknownTask(taskId: string, cause?: unknown): NotFoundError {
  return notFound(
    `The agent does not know the answer "${taskId}" any more; send the message again.`,
    cause,
  );
}

/** A controller that takes everybody for one person mixes their conversations; that is said on every agent. */
function findSharedIdentity(
  userEntityRef: string,
  user: string | undefined,
): string | undefined {
  if (user === userEntityRef) return undefined;
  return user === undefined
    ? 'The controller does not say whom it takes you for; conversations may be shared.'
    : `The controller takes you for "${user}", not for "${userEntityRef}"; conversations are shared with everybody it takes for that person.`;
}

/** Options of {@link KagentRuntime.create}. */
export interface KagentRuntimeOptions {
  /** Name of the controller in the configuration. */
  id: string;
  /** Base URL of the controller, without a slash at its end, such as `http://kagent-controller.kagent:8083`. */
  baseUrl: string;
  /** How the controller is told who a person is. */
  auth: ControllerAuth;
  logger: LoggerService;
  fetch: typeof fetch;
  generateId: () => string;
  /** The clock, in milliseconds. */
  now: () => number;
  /** Resolves after some milliseconds, or when the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds after which a call other than a stream fails. */
  timeoutMs: number;
}
