import { HttpAuthService } from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { isPluginToken } from './isPluginToken';

/** Request header in which kagent-backend names the agent to `/api/auth/agent/refresh`. */
export const AGENT_NAME_HEADER = 'x-agent-name';

/** The one caller that may ask: it checks the key of the agent, and keeps the token to itself. */
const ASKER = 'plugin:kagent';
const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Creates the authenticator that names an agent to its token, for kagent-backend alone.
 *
 * @remarks
 * Neither a person, an agent, another plugin, a static token, nor kagent-backend on behalf of somebody is let in. The
 * subject of a static token is free text, so the kind of the token counts and not only its subject.
 */
export function createAgentAuthenticator(options: {
  httpAuth: HttpAuthService;
}) {
  return createProxyAuthenticator({
    defaultProfileTransform: async (result: { name: string }) => ({
      profile: { displayName: result.name },
    }),
    initialize: () => options.httpAuth,
    async authenticate({ req }, httpAuth: HttpAuthService) {
      const { principal } = await httpAuth.credentials(req, {
        allow: ['service'],
      });
      if (principal.subject !== ASKER || !isPluginToken(req)) {
        throw new NotAllowedError(
          `"${principal.subject}" may not have the token of an agent; agents reach their tools at "/api/kagent/mcp/<agent>"`,
        );
      }
      const name = req.header(AGENT_NAME_HEADER) ?? '';
      if (!NAME.test(name)) {
        throw new InputError(
          `"${name}" in the header "${AGENT_NAME_HEADER}" is not a name for an agent; use lower-case letters, digits and dashes`,
        );
      }
      return { result: { name } };
    },
  });
}
