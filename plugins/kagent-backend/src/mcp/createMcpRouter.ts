import { AuditorService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express, {
  ErrorRequestHandler,
  Request,
  RequestHandler,
  Response,
  Router,
} from 'express';
import PromiseRouter from 'express-promise-router';
import { AgentIdentities } from './AgentIdentities';
import { AgentRequests } from './AgentRequests';
import { AgentTools } from './AgentTools';
import { createGate } from './createGate';
import { createMcpServer } from './createMcpServer';
import { RequestTooLargeError, TooManyRequestsError } from './errors';
import { McpAgent } from './McpAgent';

/** Path below `/api/kagent` whose requests carry the key of an agent instead of a token of the portal. */
export const MCP_PATH = '/mcp';

/** The largest request: a proposal with some files in it. */
export const MAX_REQUEST_BYTES = 512 * 1024;

const refuseMethod: RequestHandler = (_req, res) => {
  res
    .status(405)
    .set('Allow', 'POST')
    .json({
      jsonrpc: '2.0',
      error: { code: -32000, message: 'Only POST is served here.' },
      id: null,
    });
};

/** Says clearly what is wrong with a body, and when to come back. */
const explain: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof TooManyRequestsError) {
    res.set('Retry-After', String(error.retryAfterSeconds));
  }
  switch (error.type) {
    case 'entity.too.large':
      next(new RequestTooLargeError({ maxBytes: MAX_REQUEST_BYTES }));
      break;
    case 'entity.parse.failed':
      next(new InputError('The body is not JSON; send a JSON-RPC message'));
      break;
    default:
      next(error);
  }
};

/**
 * Serves each agent its tools by MCP, at `/mcp/<agent>`.
 *
 * @remarks
 * Without sessions, so that any replica answers; a request is answered with JSON, never with a stream that the compression
 * would hold back.
 */
export function createMcpRouter(options: {
  agents: readonly McpAgent[];
  auditor: AuditorService;
  identities: AgentIdentities;
  requests: AgentRequests;
  tools: AgentTools;
}): Router {
  const router = PromiseRouter();
  const path = `${MCP_PATH}/:agent`;
  const gate = createGate(options);

  router.post(
    path,
    gate,
    express.json({ limit: MAX_REQUEST_BYTES }),
    async (req: Request, res: Response) => {
      if (Array.isArray(req.body)) {
        throw new InputError('Send one JSON-RPC message at a time, not a list');
      }
      const agent: McpAgent = res.locals.agent;
      const credentials = await options.identities.get(agent.name);
      const server = createMcpServer({
        acting: { agent, credentials },
        tools: options.tools,
      });
      const transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: undefined,
        enableJsonResponse: true,
      });
      res.on('close', () => {
        void transport.close();
        void server.close();
      });
      await server.connect(transport);
      await transport.handleRequest(req, res, req.body);
    },
  );
  router.get(path, gate, refuseMethod);
  router.delete(path, gate, refuseMethod);
  router.use(explain);
  return router;
}
