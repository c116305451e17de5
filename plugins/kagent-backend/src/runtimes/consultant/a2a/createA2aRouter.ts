import { A2ARequestHandler } from '@a2a-js/sdk/server';
import { agentCardHandler, jsonRpcHandler } from '@a2a-js/sdk/server/express';
import {
  kagentChatPermission,
  kagentReadPermission,
} from '@zerotouch/plugin-kagent-common';
import { NextFunction, Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { toOwner } from '../../../conversations/ConversationAccess';
import { ChatAccess } from '../../../http/ChatAccess';
import { retryAfter } from '../../../http/retryAfter';
import { PersonLimits } from '../../../limits/PersonLimits';
import { A2aPerson } from './A2aPerson';

/** Methods of A2A 1.0 and 0.3 that ask the agent something, and those that follow a task. */
const SENDING = /^(?:Send|message\/)/;
const FOLLOWING = /^(?:SubscribeToTask|tasks\/resubscribe)$/;

/**
 * Serves the consultant to A2A clients that carry portal credentials: the agent card at
 * `.well-known/agent-card.json`, JSON-RPC with streaming at the root.
 *
 * @remarks Messages and streams count as those of the portal's own chat do, so that this is no way around its limits.
 */
export function createA2aRouter(options: {
  access: ChatAccess;
  limits: PersonLimits;
  requestHandler: A2ARequestHandler;
}): Router {
  const { access, limits, requestHandler } = options;
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
      const owner = toOwner(await access.authorize(req, kagentChatPermission));
      const method = String(req.body?.method);
      if (SENDING.test(method)) await limits.countMessage(owner);
      // A message is answered while its request is open, unless its client wants no answer.
      if (SENDING.test(method) || FOLLOWING.test(method)) {
        const release = await limits.openStream(owner);
        if (res.closed) await release();
        else res.once('close', release);
      }
      keepUntransformed(res);
      next();
    },
    jsonRpcHandler({
      requestHandler,
      userBuilder: async req =>
        A2aPerson.create(await access.authorize(req, kagentChatPermission)),
    }),
  );

  router.use(retryAfter());
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
