import {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { toAgentRef } from '@zerotouch/plugin-gitops-common';
import { z } from 'zod';

/** A token is replaced when it has less than this left, so that no call outlives it. */
const RENEW_BEFORE_MS = 5 * 60_000;

const responseSchema = z.object({
  backstageIdentity: z.object({ token: z.string().min(1) }),
});

/**
 * Gets the credentials of agents, `user:agents/<name>`, from the auth provider `agent`.
 *
 * @remarks
 * The token stays in this process; plugins that are called get a token of this plugin on behalf of the agent. Callers MUST
 * have checked the key of the agent.
 */
export class AgentIdentities {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #fetch: typeof fetch;
  readonly #now: () => Date;
  readonly #known = new Map<
    string,
    BackstageCredentials<BackstageUserPrincipal>
  >();

  private constructor(options: AgentIdentitiesOptions) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#fetch = options.fetch;
    this.#now = options.now;
  }

  static create(options: AgentIdentitiesOptions): AgentIdentities {
    return new AgentIdentities(options);
  }

  /** Returns the credentials of an agent. @throws ServiceUnavailableError when the auth plugin does not give them */
  async get(
    name: string,
  ): Promise<BackstageCredentials<BackstageUserPrincipal>> {
    const known = this.#known.get(name);
    const left = (known?.expiresAt?.getTime() ?? 0) - this.#now().getTime();
    if (known && left > RENEW_BEFORE_MS) {
      return known;
    }
    const credentials = await this.#auth.authenticate(
      await this.#fetchToken(name),
    );
    if (
      !this.#auth.isPrincipal(credentials, 'user') ||
      credentials.principal.userEntityRef !== toAgentRef(name)
    ) {
      throw new NotAllowedError(
        `The auth plugin gave the agent "${name}" the token of somebody else; nothing was called`,
      );
    }
    this.#known.set(name, credentials);
    return credentials;
  }

  async #fetchToken(name: string): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'auth',
    });
    const baseUrl = await this.#discovery.getBaseUrl('auth');
    const response = await this.#fetch(`${baseUrl}/agent/refresh`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'x-agent-name': name },
    });
    if (!response.ok) {
      throw new ServiceUnavailableError(
        `The auth plugin gave no token for the agent "${name}" (status ${response.status}); see that "auth.providers.agent: {}" is configured`,
        await ResponseError.fromResponse(response),
      );
    }
    const { backstageIdentity } = responseSchema.parse(await response.json());
    return backstageIdentity.token;
  }
}

/** Options of {@link AgentIdentities.create}. */
export interface AgentIdentitiesOptions {
  auth: AuthService;
  discovery: DiscoveryService;
  fetch: typeof fetch;
  now: () => Date;
}
