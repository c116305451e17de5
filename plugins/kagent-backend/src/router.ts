import {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  ChatEvent,
  conversationEventsQuerySchema,
  createConversationRequestSchema,
  decideApprovalRequestSchema,
  feedbackRequestSchema,
  kagentChatPermission,
  kagentReadPermission,
  listConversationsQuerySchema,
  previewAttachmentsRequestSchema,
  sendMessageRequestSchema,
  shareConversationRequestSchema,
  updateConversationRequestSchema,
} from '@zerotouch/plugin-kagent-common';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuditMeta, audited } from '@zerotouch/plugin-gitops-node';
import { Person, toOwner } from './conversations/ConversationAccess';
import { ConversationService } from './conversations/ConversationService';
import { ChatAccess } from './http/ChatAccess';
import { jsonBody } from './http/jsonBody';
import { parse } from './http/parse';
import { retryAfter } from './http/retryAfter';
import { writeEventStream } from './http/writeEventStream';
import { PersonLimits } from './limits/PersonLimits';
import { redactDecision } from './redaction/redactDecision';
import { AgentDirectory } from './runtimes/AgentDirectory';
import { ShareService } from './shares/ShareService';

/** Routes of `/api/kagent`, as `KagentClient` speaks them. */
export function createRouter(options: {
  access: ChatAccess;
  agents: AgentDirectory;
  auditor: AuditorService;
  conversations: ConversationService;
  limits: PersonLimits;
  shares: ShareService;
}): Router {
  const { access, agents, auditor, conversations, limits, shares } = options;
  const router = PromiseRouter();
  router.use(...jsonBody());
  for (const name of ['id', 'messageId', 'approvalId']) {
    router.param(name, (_req, _res, next, value: string) =>
      next(isId(value) ? undefined : new NotFoundError(`No such ${name}.`)),
    );
  }

  const audit = <T>(
    event: AuditorServiceCreateEventOptions,
    run: () => Promise<T>,
    toMeta?: (result: T) => AuditMeta,
  ) => audited({ auditor, event, run, toMeta });
  const stream = async (
    res: Response,
    credentials: Person,
    open: (signal: AbortSignal) => Promise<AsyncIterable<ChatEvent>>,
  ) => {
    const signal = toSignal(res);
    const close = await limits.openStream(toOwner(credentials));
    try {
      await writeEventStream(res, await open(signal), { signal });
    } finally {
      await close();
    }
  };

  router.get('/agents', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    res.json({ items: await agents.listAgents({ credentials }) });
  });

  router.post('/attachments/preview', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const { attachments } = parse(previewAttachmentsRequestSchema, req.body);
    const items = await conversations.previewAttachments(
      credentials,
      attachments,
    );
    res.json({ items });
  });

  router.get('/approvals', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    res.json({ items: await conversations.listWaiting(credentials) });
  });

  router.post('/conversations', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const { agent } = parse(createConversationRequestSchema, req.body);
    const conversation = await audit(
      toEvent(req, 'conversation-create', 'low', { agent }),
      () => conversations.create(credentials, { agent }),
      ({ id }) => ({ conversationId: id }),
    );
    res.status(201).json(conversation);
  });

  router.get('/conversations', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    const query = parse(listConversationsQuerySchema, req.query);
    res.json(await conversations.list(credentials, query));
  });

  router.get('/conversations/:id', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    res.json(await conversations.get(credentials, req.params.id));
  });

  router.patch('/conversations/:id', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const change = parse(updateConversationRequestSchema, req.body);
    res.json(await conversations.update(credentials, req.params.id, change));
  });

  router.delete('/conversations/:id', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const { id } = req.params;
    await audit(
      toEvent(req, 'conversation-delete', 'medium', { conversationId: id }),
      () => conversations.delete(credentials, id),
    );
    res.status(204).end();
  });

  router.put('/conversations/:id/shares', async (req, res) => {
    const credentials = await access.authorizeShare(req);
    const request = parse(shareConversationRequestSchema, req.body);
    const { id } = req.params;
    const { conversation } = await audit(
      toEvent(req, 'conversation-share', 'high', {
        conversationId: id,
        with: request.with,
      }),
      () => shares.share(credentials, { id, with: request.with }),
      ({ added, removed }) => ({ added, removed }),
    );
    res.json(conversation);
  });

  router.put(
    '/conversations/:id/messages/:messageId/feedback',
    async (req, res) => {
      const credentials = await access.authorize(req, kagentChatPermission);
      const feedback = parse(feedbackRequestSchema, req.body);
      await conversations.giveFeedback(credentials, {
        ...req.params,
        ...feedback,
      });
      res.status(204).end();
    },
  );

  router.post('/conversations/:id/cancel', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    await conversations.cancel(credentials, req.params.id);
    res.status(204).end();
  });

  router.post('/conversations/:id/messages', async (req, res) => {
    const credentials = await access.authorize(req, kagentChatPermission);
    const message = parse(sendMessageRequestSchema, req.body);
    const { id } = req.params;
    const event = toEvent(req, 'message-send', 'low', {
      conversationId: id,
      length: message.text.length,
      attachmentKinds: (message.attachments ?? []).map(({ kind }) => kind),
    });
    await stream(res, credentials, async signal => {
      const { events } = await audit(
        event,
        () => conversations.send(credentials, { id, ...message, signal }),
        ({ agent, messageId }) => ({ agent, messageId }),
      );
      return events;
    });
  });

  router.post('/conversations/:id/approvals/:approvalId', async (req, res) => {
    const credentials = await access.authorizeDecide(req);
    const request = redactDecision(
      parse(decideApprovalRequestSchema, req.body),
    );
    const { id, approvalId } = req.params;
    const event = toEvent(req, 'tool-decision', 'high', {
      conversationId: id,
      approvalId,
      digest: request.digest,
      decisions: request.decisions,
    });
    await stream(res, credentials, signal =>
      audit(event, () =>
        conversations.decide(credentials, {
          id,
          approvalId,
          ...request,
          signal,
        }),
      ),
    );
  });

  router.get('/conversations/:id/events', async (req, res) => {
    const credentials = await access.authorize(req, kagentReadPermission);
    const { after } = parse(conversationEventsQuerySchema, req.query);
    const { id } = req.params;
    await stream(res, credentials, signal =>
      conversations.follow(credentials, { id, after, signal }),
    );
  });

  router.use(retryAfter());
  return router;
}

function toEvent(
  request: Request,
  eventId: string,
  severityLevel: 'low' | 'medium' | 'high',
  meta: AuditMeta,
): AuditorServiceCreateEventOptions {
  return { eventId, severityLevel, request, meta };
}

/** No database keeps a NUL in a text. */
function isId(value: string): boolean {
  return value.length <= 255 && !value.includes('\0');
}

/** A signal that is aborted when the client goes away. */
function toSignal(res: Response): AbortSignal {
  const controller = new AbortController();
  res.on('close', () => controller.abort());
  return controller.signal;
}
