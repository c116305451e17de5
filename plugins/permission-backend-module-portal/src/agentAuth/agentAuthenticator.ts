import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { AgentKeys } from './AgentKeys';

/** Request header that carries an agent's key to `/api/auth/agent/refresh`. */
export const AGENT_KEY_HEADER = 'x-agent-key';

/** Creates the authenticator that turns an agent's key into the agent's name. */
export function createAgentAuthenticator(keys: AgentKeys) {
  return createProxyAuthenticator({
    defaultProfileTransform: async (result: { name: string }) => ({
      profile: { displayName: result.name },
    }),
    initialize: () => keys,
    async authenticate({ req }, agentKeys: AgentKeys) {
      const key = req.header(AGENT_KEY_HEADER);
      const name = key === undefined ? undefined : agentKeys.findAgent(key);
      if (name === undefined) {
        throw new AuthenticationError(
          `No agent has this key; send the key of an agent listed in "portal.agents" in the header "${AGENT_KEY_HEADER}"`,
        );
      }
      return { result: { name } };
    },
  });
}
