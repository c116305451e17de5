import { AuditorService } from '@backstage/backend-plugin-api';
import { AuthenticationError, NotAllowedError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { AgentRequests } from './AgentRequests';
import { findMcpAgent } from './findMcpAgent';
import { McpAgent } from './McpAgent';

/**
 * Lets an agent through that has its key and asks not too often; it is then at `res.locals.agent`.
 *
 * @remarks Reads the path and the headers alone, so that nobody makes the portal parse a body without a key.
 */
export function createGate(options: {
  agents: readonly McpAgent[];
  auditor: AuditorService;
  requests: AgentRequests;
}): RequestHandler {
  const { agents, auditor, requests } = options;
  return async (req, res, next) => {
    if (req.headers.origin !== undefined) {
      throw new NotAllowedError('Web pages cannot use the tools of an agent');
    }
    const name = req.params.agent;
    const [, key = ''] =
      /^Bearer +(\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
    const agent = findMcpAgent(agents, { name, key });
    if (!agent) {
      const error = new AuthenticationError(
        'This path needs the name of an agent and its key, as "Authorization: Bearer <key>"; see "kagent.mcp.agents"',
      );
      const event = await auditor.createEvent({
        eventId: 'agent-sign-in',
        severityLevel: 'medium',
        meta: { claimed: name.slice(0, 100) },
      });
      await event.fail({ error });
      throw error;
    }
    await requests.count(agent.name);
    res.locals.agent = agent;
    next();
  };
}
