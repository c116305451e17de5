import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { Agent } from '@zerotouch/plugin-kagent-common';
import {
  AgentRuntime,
  DecideOptions,
  RuntimeEvent,
  StreamOptions,
} from '../AgentRuntime';
import { ConsultantAgent } from './ConsultantAgent';
import {
  CONSULTANT_ID,
  CONSULTANT_TITLE,
  consultantSkills,
  describeConsultant,
} from './consultantCard';

type Person = BackstageCredentials<BackstageUserPrincipal>;
/** How long a list of tools is shown before it is read again, in milliseconds; it is for people to look at and decides nothing. */
const TOOLS_AGE_MS = 60_000;
const MAX_PEOPLE = 200;

/** The embedded agent in the portal's own chat. Other clients reach the same agent over A2A, see `createA2aServer`. */
export class ConsultantRuntime implements AgentRuntime {
  readonly id = CONSULTANT_ID;
  readonly #agent: ConsultantAgent;
  readonly #now: () => Date;
  readonly #tools = new Map<string, { at: number; tools: Agent['tools'] }>();

  private constructor(options: ConsultantRuntimeOptions) {
    this.#agent = options.agent;
    this.#now = options.now;
  }

  static create(options: ConsultantRuntimeOptions): ConsultantRuntime {
    return new ConsultantRuntime(options);
  }

  async listAgents(options: { credentials: Person }): Promise<Agent[]> {
    const model = this.#agent.modelName;
    return [
      {
        id: CONSULTANT_ID,
        title: CONSULTANT_TITLE,
        description: describeConsultant({ model }),
        runtime: this.id,
        health: 'healthy',
        model,
        tools: model ? await this.#listTools(options.credentials) : undefined,
        skills: consultantSkills.map(({ name }) => name),
      },
    ];
  }

  async *stream(options: StreamOptions): AsyncGenerator<RuntimeEvent> {
    if (options.agentId !== CONSULTANT_ID) {
      throw new NotFoundError(
        `There is no agent "${options.agentId}" here; ask "${CONSULTANT_ID}".`,
      );
    }
    yield* this.#agent.ask(options);
  }

  async *decide(options: DecideOptions): AsyncGenerator<RuntimeEvent> {
    yield* this.#agent.decide(options);
  }

  async #listTools(credentials: Person): Promise<Agent['tools']> {
    const person = credentials.principal.userEntityRef;
    const now = this.#now().getTime();
    const known = this.#tools.get(person);
    if (known && now - known.at < TOOLS_AGE_MS) return known.tools;
    const tools = await this.#agent.listTools(credentials);
    if (this.#tools.size >= MAX_PEOPLE) this.#tools.clear();
    this.#tools.set(person, { at: now, tools });
    return tools;
  }
}

/** Options of {@link ConsultantRuntime.create}. */
export interface ConsultantRuntimeOptions {
  agent: ConsultantAgent;
  now: () => Date;
}
