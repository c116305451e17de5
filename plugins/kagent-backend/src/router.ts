import { AuditorService } from '@backstage/backend-plugin-api';
import {
  conversationEventsQuerySchema,
  createConversationRequestSchema,
  decideApprovalRequestSchema,
  kagentChatPermission,
  kagentReadPermission,
  sendMessageRequestSchema,
} from '@zerotouch/plugin-kagent-common';
import { Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { ConversationService } from './conversations/ConversationService';
import { ChatAccess } from './http/ChatAccess';
import { jsonBody } from './http/jsonBody';
import { parse } from './http/parse';
import { writeEventStream } from './http/writeEventStream';
import { redactDecision } from './redaction/redactDecision';
import { AgentDirectory } from './runtimes/AgentDirectory';
import { toError } from './toError';

const listQuerySchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});

/** Routes of `/api/kagent`. */
export function createRouter(options: {
  access: ChatAccess;
  agents: AgentDirectory;
  auditor: AuditorService;
  conversations: ConversationService;
}): Router {
  const { access, agents, auditor, conversations } = options;
  const router = PromiseRouter();
  router.use(...jsonBody());

  router.get('/agents', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    res.json({ items: await agents.listAgents({ credentials }) });
  });

  router.post('/conversations', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const { agent } = parse(createConversationRequestSchema, req.body);
    res.status(201).json(await conversations.create(credentials, { agent }));
  });

  router.get('/conversations', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    const query = parse(listQuerySchema, req.query);
    res.json(await conversations.list(credentials, query));
  });

  router.get('/conversations/:id', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    res.json(await conversations.get(credentials, req.params.id));
  });

  router.delete('/conversations/:id', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    await conversations.delete(credentials, req.params.id);
    res.status(204).end();
  });

  router.post('/conversations/:id/cancel', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    await conversations.cancel(credentials, req.params.id);
    res.status(204).end();
  });

  router.post('/conversations/:id/messages', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const { text } = parse(sendMessageRequestSchema, req.body);
    const signal = toSignal(res);
    const { id } = req.params;
    const events = await conversations.send(credentials, { id, text, signal });
    await writeEventStream(res, events, { signal });
  });

  router.post('/conversations/:id/approvals/:approvalId', async (req, res) => {
    const credentials = await access.authorizeDecide(req);
    const request = redactDecision(
      parse(decideApprovalRequestSchema, req.body),
    );
    const signal = toSignal(res);
    const { id, approvalId } = req.params;
    const event = await auditor.createEvent({
      eventId: 'tool-decision',
      request: req,
      severityLevel: 'high',
      meta: {
        conversationId: id,
        approvalId,
        digest: request.digest,
        decisions: request.decisions,
      },
    });
    try {
      const events = await conversations.decide(credentials, {
        id,
        approvalId,
        ...request,
        signal,
      });
      await event.success();
      await writeEventStream(res, events, { signal });
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  });

  router.get('/conversations/:id/events', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    const { after } = parse(conversationEventsQuerySchema, req.query);
    const signal = toSignal(res);
    const { id } = req.params;
    const events = await conversations.follow(credentials, {
      id,
      after,
      signal,
    });
    await writeEventStream(res, events, { signal });
  });

  return router;
}

/** A signal that is aborted when the client goes away. */
function toSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.on('close', () => controller.abort());
  return controller.signal;
}
