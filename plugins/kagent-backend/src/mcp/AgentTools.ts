import {
  AuditorService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotFoundError } from '@backstage/errors';
import { toAgentRef } from '@zerotouch/plugin-gitops-common';
import { canonicalise, sha256Hex } from '../canonicalise';
import { toError } from '../toError';
import {
  ActionInput,
  ActionOutput,
  ActionsService,
  ActionsServiceAction,
} from './actions';
import { describeFailure } from './describeFailure';
import { McpAgent, toToolName } from './McpAgent';

/** The longest answer of a tool, in characters of its JSON. */
export const MAX_ANSWER_LENGTH = 500_000;

/** An agent that acts, with its own credentials. */
export interface ActingAgent {
  agent: McpAgent;
  credentials: BackstageCredentials;
}

/** How a call ended; a failure is a sentence for the agent. */
export type ToolResult =
  | { result: 'ok'; output: ActionOutput }
  | { result: 'failed'; message: string };

/**
 * The Backstage actions that an agent may use: those of its list that the portal's filter leaves and the policy shows it.
 *
 * @remarks Every call is audited with the agent, the tool and the digest of its arguments, refusals included.
 */
export class AgentTools {
  readonly #actions: ActionsService;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;

  private constructor(options: AgentToolsOptions) {
    this.#actions = options.actions;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  static create(options: AgentToolsOptions): AgentTools {
    return new AgentTools(options);
  }

  /** Lists the actions, in the order of the agent's list. */
  async list(acting: ActingAgent): Promise<ActionsServiceAction[]> {
    const event = await this.#auditor.createEvent({
      eventId: 'agent-tools-list',
      severityLevel: 'low',
      meta: { agent: toAgentRef(acting.agent.name) },
    });
    try {
      const actions = await this.#listAllowed(acting);
      await event.success({ meta: { tools: actions.length } });
      return actions;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }

  /** Runs an action by the name under which the agent sees it. */
  async call(
    acting: ActingAgent,
    request: { name: string; input: ActionInput },
  ): Promise<ToolResult> {
    const { name, input } = request;
    const event = await this.#auditor.createEvent({
      eventId: 'agent-tool-call',
      severityLevel: 'medium',
      meta: {
        agent: toAgentRef(acting.agent.name),
        tool: findToolId(acting.agent, name) ?? name.slice(0, 100),
        argumentsDigest: sha256Hex(canonicalise(input)),
      },
    });
    try {
      const output = await this.#invoke(acting, request);
      await event.success();
      return { result: 'ok', output };
    } catch (thrown) {
      const error = toError(thrown);
      await event.fail({ error });
      const message = describeFailure(error);
      if (message === undefined) {
        this.#logger.error(`The tool "${name}" failed`, error);
      }
      return {
        result: 'failed',
        message:
          message ??
          'The tool failed inside the portal; its log says why. Try again later.',
      };
    }
  }

  async #invoke(
    acting: ActingAgent,
    { name, input }: { name: string; input: ActionInput },
  ): Promise<ActionOutput> {
    const { agent, credentials } = acting;
    // Invoking passes the portal's filter by, so an action counts only when it is listed.
    const allowed = await this.#listAllowed(acting);
    const action = allowed.find(({ id }) => toToolName(id) === name);
    if (!action) {
      const names = allowed.map(({ id }) => toToolName(id)).join(', ');
      throw new NotFoundError(
        `The agent "${agent.name}" has no tool "${name.slice(
          0,
          100,
        )}"; it has: ${names || 'none'}`,
      );
    }
    const { output } = await this.#actions.invoke({
      id: action.id,
      input,
      credentials,
    });
    if (JSON.stringify(output ?? null).length > MAX_ANSWER_LENGTH) {
      throw new InputError(
        `The answer of "${name}" is longer than ${MAX_ANSWER_LENGTH} characters; ask for less`,
      );
    }
    return output ?? null;
  }

  async #listAllowed({
    agent,
    credentials,
  }: ActingAgent): Promise<ActionsServiceAction[]> {
    const { actions } = await this.#actions.list({ credentials });
    return agent.tools.flatMap(id => actions.filter(item => item.id === id));
  }
}

/** Options of {@link AgentTools.create}. */
export interface AgentToolsOptions {
  actions: ActionsService;
  auditor: AuditorService;
  logger: LoggerService;
}

function findToolId(agent: McpAgent, name: string): string | undefined {
  return agent.tools.find(id => toToolName(id) === name);
}
