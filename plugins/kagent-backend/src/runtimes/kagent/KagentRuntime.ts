import type { Message } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { Client } from '@a2a-js/sdk/client';
import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { Agent } from '@zerotouch/plugin-kagent-common';
import {
  AgentRuntime,
  DecideOptions,
  RuntimeEvent,
  StreamOptions,
} from '../AgentRuntime';
import { toDataPart, toMessage } from '../a2aMessages';
import { toPrompt } from '../toPrompt';
import { AnswerReader } from './AnswerReader';
import { KagentApi } from './KagentApi';
import { isDecidable, readPending } from './adkParts';
import { connectAgent } from './connectAgent';
import { createControllerFetch } from './createControllerFetch';
import { followTask } from './followTask';
import { pendingDigest } from './pendingDigest';
import { parseAgentId, toAgent } from './toAgent';
import { toDecision } from './toDecision';

/**
 * The agents of one kagent controller (0.9 and 0.10).
 *
 * @remarks
 * Only the backend talks to the controller, and it names the person by their entity ref. What goes to an agent is text; data parts,
 * task ids and decisions never come from a message.
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
    this.#api = KagentApi.create({
      baseUrl: options.baseUrl,
      timeoutMs: options.timeoutMs,
    });
  }

  static create(options: KagentRuntimeOptions): KagentRuntime {
    return new KagentRuntime(options);
  }

  async listAgents(options: {
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  }): Promise<Agent[]> {
    const fetchAs = this.#fetchAs(options.credentials);
    try {
      const [items, user] = await Promise.all([
        this.#api.listAgents(fetchAs),
        this.#api.getUser(fetchAs),
      ]);
      const note = this.#findSharedIdentity(options.credentials, user);
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
    const { client, agentRef, fetchAs } = await this.#connect(options);
    await this.#api.ensureSession(fetchAs, {
      id: conversationId,
      agentRef,
      name: text.slice(0, 80),
    });
    yield* this.#send(client, {
      signal,
      reader: AnswerReader.create({ now: this.#options.now }),
      message: toMessage({
        messageId: this.#options.generateId(),
        contextId: conversationId,
        text: toPrompt(text, attachments),
      }),
    });
  }

  async *decide(options: DecideOptions): AsyncGenerator<RuntimeEvent> {
    const { approvalId, conversationId, decisions, signal } = options;
    const { client } = await this.#connect(options);
    const before = await client.getTask(
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
    yield* this.#send(client, {
      signal,
      reader: AnswerReader.create({ now: this.#options.now, before }),
      message: { ...message, parts: [toDataPart(data), ...message.parts] },
    });
  }

  async #connect(options: {
    agentId: string;
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  }) {
    const agent = parseAgentId(this.id, options.agentId);
    if (!agent) {
      throw new NotFoundError(`There is no agent "${options.agentId}"`);
    }
    const agentRef = `${agent.namespace}/${agent.name}`;
    const fetchAs = this.#fetchAs(options.credentials);
    const client = await connectAgent({
      url: `${this.#options.baseUrl}/api/a2a/${agentRef}`,
      fetchAs,
    });
    return { client, agentRef, fetchAs };
  }

  async *#send(
    client: Client,
    options: { message: Message; reader: AnswerReader; signal: AbortSignal },
  ): AsyncGenerator<RuntimeEvent> {
    const { message, reader, signal } = options;
    const responses = client.sendMessageStream(
      { tenant: '', message, configuration: undefined, metadata: undefined },
      { signal },
    );
    const { wait } = this.#options;
    try {
      yield* followTask({ client, responses, reader, signal, wait });
    } finally {
      if (signal.aborted && reader.taskId && !reader.ended) {
        await this.#cancel(client, reader.taskId);
      }
    }
  }

  /** Agents in Python before google-adk 2.6 cannot be stopped: they work on although nobody listens. */
  async #cancel(client: Client, id: string): Promise<void> {
    try {
      await client.cancelTask(
        { tenant: '', id, metadata: undefined },
        { signal: AbortSignal.timeout(this.#options.timeoutMs) },
      );
    } catch (error) {
      this.#options.logger.warn(
        `The task "${id}" of controller "${this.id}" was not cancelled; the portal stopped listening, the agent may go on: ${error}`,
      );
    }
  }

  #fetchAs(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): typeof fetch {
    return createControllerFetch({
      id: this.id,
      baseUrl: this.#options.baseUrl,
      userId: credentials.principal.userEntityRef,
      fetch: this.#options.fetch,
    });
  }

  /** A controller that takes everybody for one person mixes their conversations; that is said on every agent. */
  #findSharedIdentity(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    user: string | undefined,
  ): string | undefined {
    const { userEntityRef } = credentials.principal;
    if (user === userEntityRef) return undefined;
    return user === undefined
      ? 'The controller does not say whom it takes you for; conversations may be shared.'
      : `The controller takes you for "${user}", not for "${userEntityRef}"; conversations are shared with everybody it takes for that person.`;
  }
}

/** Options of {@link KagentRuntime.create}. */
export interface KagentRuntimeOptions {
  /** Name of the controller in the configuration. */
  id: string;
  /** Base URL of the controller, without a slash at its end, such as `http://kagent-controller.kagent:8083`. */
  baseUrl: string;
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
