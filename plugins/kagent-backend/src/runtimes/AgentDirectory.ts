import {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Agent } from '@zerotouch/plugin-kagent-common';
import { AgentRuntime } from './AgentRuntime';

/** Merges the agents of all runtimes into one list, in the order of the runtimes. */
export class AgentDirectory {
  readonly #runtimes: AgentRuntime[];
  readonly #logger: LoggerService;

  private constructor(runtimes: AgentRuntime[], logger: LoggerService) {
    this.#runtimes = runtimes;
    this.#logger = logger;
  }

  static create(options: {
    runtimes: AgentRuntime[];
    logger: LoggerService;
  }): AgentDirectory {
    return new AgentDirectory(options.runtimes, options.logger);
  }

  /** Lists all agents; a runtime that fails takes no other down. */
  async listAgents(options: {
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  }): Promise<Agent[]> {
    const lists = await Promise.all(
      this.#runtimes.map(runtime =>
        runtime.listAgents(options).catch(error => {
          this.#logger.warn(
            `The agents of runtime "${runtime.id}" cannot be listed: ${error}`,
          );
          return [];
        }),
      ),
    );
    return lists.flat();
  }

  /** Finds a runtime by its name, whether it can be reached or not. */
  findRuntime(id: string): AgentRuntime | undefined {
    return this.#runtimes.find(runtime => runtime.id === id);
  }

  /** Finds the runtime that serves an agent. @throws NotFoundError */
  async getRuntime(
    agentId: string,
    options: { credentials: BackstageCredentials<BackstageUserPrincipal> },
  ): Promise<AgentRuntime> {
    const agents = await this.listAgents(options);
    const agent = agents.find(({ id }) => id === agentId);
    const runtime = this.#runtimes.find(({ id }) => id === agent?.runtime);
    if (runtime) return runtime;
    throw new NotFoundError(
      agents.length > 0
        ? `There is no agent "${agentId}"; choose one of ${agents
            .map(({ id }) => `"${id}"`)
            .join(', ')}.`
        : `There is no agent "${agentId}", and no other one either; switch an agent on in the "kagent" section of the configuration.`,
    );
  }
}
