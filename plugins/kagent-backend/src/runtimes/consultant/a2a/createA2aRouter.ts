import { A2ARequestHandler } from '@a2a-js/sdk/server';
import { agentCardHandler, jsonRpcHandler } from '@a2a-js/sdk/server/express';
import {
  kagentChatPermission,
  kagentReadPermission,
} from '@zerotouch/plugin-kagent-common';
import { NextFunction, Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { ChatAccess } from '../../../http/ChatAccess';
import { A2aPerson } from './A2aPerson';

/**
 * Serves the consultant to A2A clients that carry portal credentials: the agent card at
 * `.well-known/agent-card.json`, JSON-RPC with streaming at the root.
 */
export function createA2aRouter(options: {
  access: ChatAccess;
  requestHandler: A2ARequestHandler;
}): Router {
  const { access, requestHandler } = options;
  const router = PromiseRouter();

  router.use(
    '/.well-known/agent-card.json',
    async (req: Request, _res: Response, next: NextFunction) => {
      await access.authorize(req, kagentReadPermission);
      next();
    },
    agentCardHandler({
      agentCardProvider: requestHandler,
      cache: { maxAge: 0 },
    }),
  );

  router.post(
    '/',
    async (req: Request, res: Response, next: NextFunction) => {
      await access.authorize(req, kagentChatPermission);
      keepUntransformed(res);
      next();
    },
    jsonRpcHandler({
      requestHandler,
      userBuilder: async req =>
        A2aPerson.create(await access.authorize(req, kagentChatPermission)),
    }),
  );

  return router;
}

/** The SDK says `no-cache` for its streams; without `no-transform` the compression would hold them back. */
function keepUntransformed(res: Response): void {
  const setHeader = res.setHeader.bind(res);
  res.setHeader = (name, value) =>
    setHeader(
      name,
      name.toLowerCase() === 'cache-control' ? 'no-cache, no-transform' : value,
    );
}
