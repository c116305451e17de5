import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Agent } from '@zerotouch/plugin-kagent-common';
import { AgentRuntime } from './AgentRuntime';

type Caller = { credentials: BackstageCredentials<BackstageUserPrincipal> };

/** Milliseconds that the agents of one runtime are waited for; runtimes have limits of their own, below this one. */
const TIMEOUT_MS = 5_000;

/** Merges the agents of all runtimes into one list, in the order of the runtimes. */
export class AgentDirectory {
  readonly #runtimes: AgentRuntime[];
  readonly #logger: LoggerService;
  readonly #timeoutMs: number;
  /** What each runtime listed last, for the time when it does not answer; the agents of a runtime are the same for everybody. */
  readonly #known = new Map<string, Agent[]>();

  private constructor(options: AgentDirectoryOptions) {
    this.#runtimes = options.runtimes;
    this.#logger = options.logger;
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  static create(options: AgentDirectoryOptions): AgentDirectory {
    return new AgentDirectory(options);
  }

  /** Lists all agents; a runtime that fails takes no other down, and one that is slow does not hold the others up for long. */
  async listAgents(caller: Caller): Promise<Agent[]> {
    const lists = await Promise.all(
      this.#runtimes.map(runtime => this.#list(runtime, caller)),
    );
    return lists.flat();
  }

  /** Finds a runtime by its name, whether it can be reached or not. */
  findRuntime(id: string): AgentRuntime | undefined {
    return this.#runtimes.find(runtime => runtime.id === id);
  }

  /**
   * Finds the runtime that serves an agent, as soon as one says so.
   *
   * @remarks A runtime that is down does not say; it is taken at the name of the agent, and its calls say what is wrong.
   * @throws NotFoundError
   */
  async getRuntime(agentId: string, caller: Caller): Promise<AgentRuntime> {
    const lists = this.#runtimes.map(async runtime => ({
      runtime,
      agents: await this.#list(runtime, caller),
    }));
    const found = await Promise.any(
      lists.map(async list => {
        const { runtime, agents } = await list;
        if (agents.some(({ id }) => id === agentId)) return runtime;
        throw new NotFoundError(`Runtime "${runtime.id}" has no such agent`);
      }),
    ).catch(() => undefined);
    if (found) return found;
    const all = await Promise.all(lists);
    const silent = all.find(
      ({ runtime, agents }) =>
        agentId.startsWith(`${runtime.id}:`) &&
        agents.every(({ health }) => health === 'unreachable'),
    );
    if (silent) return silent.runtime;
    throw toNotFound(
      agentId,
      all.flatMap(({ agents }) => agents),
    );
  }

  async #list(runtime: AgentRuntime, caller: Caller): Promise<Agent[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`no answer in ${this.#timeoutMs} ms`)),
        this.#timeoutMs,
      ).unref();
    });
    try {
      const agents = await Promise.race([runtime.listAgents(caller), late]);
      this.#known.set(runtime.id, agents);
      return agents;
    } catch (error) {
      this.#logger.warn(
        `The agents of runtime "${runtime.id}" cannot be listed: ${error}`,
      );
      return (this.#known.get(runtime.id) ?? []).map(agent => ({
        ...agent,
        health: 'unreachable',
        note: `Its runtime "${runtime.id}" does not answer; try again in a minute.`,
      }));
    } finally {
      clearTimeout(timer);
    }
  }
}

function toNotFound(agentId: string, agents: Agent[]): NotFoundError {
  return new NotFoundError(
    agents.length > 0
      ? `There is no agent "${agentId}"; choose one of ${agents
          .map(({ id }) => `"${id}"`)
          .join(', ')}.`
      : `There is no agent "${agentId}", and no other one either; switch an agent on in the "kagent" section of the configuration.`,
  );
}

/** Options of {@link AgentDirectory.create}. */
export interface AgentDirectoryOptions {
  runtimes: AgentRuntime[];
  logger: LoggerService;
  /** Milliseconds that the agents of one runtime are waited for. Default: 5000. */
  timeoutMs?: number;
}
