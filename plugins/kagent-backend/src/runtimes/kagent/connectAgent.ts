import type { AgentCard } from '@a2a-js/sdk';
import {
  Client,
  ClientFactory,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
} from '@a2a-js/sdk/client';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import { unavailable } from './unavailable';

/**
 * Connects to one agent behind a kagent controller, in the version of A2A that its card offers: 1.0, else 0.3.
 *
 * @remarks The card names an address within the cluster; calls go to `url` instead, so nothing that an agent writes into its card
 * decides where the portal connects to.
 * @throws NotFoundError when the controller has no such agent, ServiceUnavailableError when it gives no card
 * @param options.url - Base URL of the agent, such as `http://kagent-controller.kagent:8083/api/a2a/kagent/sre`.
 */
export async function connectAgent(options: {
  url: string;
  /** For messages. */
  agentId: string;
  fetchAs: typeof fetch;
}): Promise<Client> {
  const { url, agentId, fetchAs } = options;
  const legacyCompat = { enabled: true };
  const resolver = new DefaultAgentCardResolver({
    fetchImpl: async (input, init) => {
      const response = await fetchAs(input, init);
      if (response.status !== 404) return response;
      throw new NotFoundError(
        `There is no agent "${agentId}" at its controller any more; choose another one.`,
      );
    },
    legacyCompat,
  });
  const card = await resolver
    .resolve(`${url}/`, '.well-known/agent-card.json')
    .catch(error => {
      throw error instanceof ServiceUnavailableError ||
        error instanceof NotFoundError
        ? error
        : unavailable(
            `The kagent controller gives no card for the agent at ${url}; see that the agent is ready, then try again.`,
            error,
          );
    });
  const factory = new ClientFactory({
    transports: [
      new JsonRpcTransportFactory({ fetchImpl: fetchAs, legacyCompat }),
    ],
  });
  return factory.createFromAgentCard(redirectCard(card, url));
}

function redirectCard(card: AgentCard, url: string): AgentCard {
  const interfaces = card.supportedInterfaces.filter(
    ({ protocolBinding }) => protocolBinding === 'JSONRPC',
  );
  return {
    ...card,
    supportedInterfaces: interfaces.map(item => ({ ...item, url })),
  };
}
