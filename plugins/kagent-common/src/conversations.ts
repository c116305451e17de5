import { z } from 'zod';
import { attachmentRequestsSchema } from './attachments';
import { chatEventSchema } from './events';

/** Longest text of one message, in UTF-16 code units. */
export const MAX_MESSAGE_LENGTH = 16_000;

/** An agent as lists show it. `runtime` names the configured runtime that serves it. */
export const agentSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  description: z.string().default(''),
  runtime: z.string(),
  health: z.enum(['healthy', 'degraded', 'unreachable']),
  /** A sentence about what is not as it should be. */
  note: z.string().optional(),
  /** Name of the model; absent when the agent works without one, or its runtime does not say. */
  model: z.string().optional(),
  tools: z
    .array(z.object({ name: z.string(), needsApproval: z.boolean() }))
    .optional(),
  skills: z.array(z.string()).optional(),
});
/** See {@link agentSchema}. */
export type Agent = z.infer<typeof agentSchema>;

/** Answer of `GET /agents`. */
export const agentListSchema = z.object({ items: z.array(agentSchema) });
/** See {@link agentListSchema}. */
export type AgentList = z.infer<typeof agentListSchema>;

/** Body of `POST /conversations`. */
export const createConversationRequestSchema = z.object({
  agent: z.string().min(1).max(100),
});

/** Body of `POST /conversations/:id/messages`: text, and what the portal turns into text. */
export const sendMessageRequestSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'Write a message first.')
    .max(
      MAX_MESSAGE_LENGTH,
      `A message may have at most ${MAX_MESSAGE_LENGTH} characters.`,
    ),
  attachments: attachmentRequestsSchema.optional(),
  /** Id of an earlier message of the person: it is edited, and what followed it no longer counts. */
  replaces: z.string().min(1).max(100).optional(),
});
/** See {@link sendMessageRequestSchema}. */
export type SendMessageRequest = z.infer<typeof sendMessageRequestSchema>;

/** Body of `PATCH /conversations/:id`. */
export const updateConversationRequestSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(100).optional(),
    pinned: z.boolean().optional(),
  })
  .refine(
    change => Object.keys(change).length > 0,
    'Give a title, or whether it is pinned.',
  );
/** See {@link updateConversationRequestSchema}. */
export type UpdateConversationRequest = z.infer<
  typeof updateConversationRequestSchema
>;

/** Body of `PUT /conversations/:id/shares`: everybody who may read it, all of them; an empty list ends the sharing. */
export const shareConversationRequestSchema = z.strictObject({
  /** Entity refs of people and teams. */
  with: z
    .array(
      z
        .string()
        .max(255)
        .regex(
          /^(user|group):[^/\s:]+\/[^/\s:]+$/i,
          'Name a person or a team, such as "group:default/operators".',
        ),
    )
    .max(20),
});
/** See {@link shareConversationRequestSchema}. */
export type ShareConversationRequest = z.infer<
  typeof shareConversationRequestSchema
>;

/** Body of `PUT /conversations/:id/messages/:messageId/feedback`; without a rating it is taken back. */
export const feedbackRequestSchema = z.strictObject({
  rating: z.enum(['good', 'bad']).optional(),
  text: z.string().trim().max(2000).optional(),
});
/** See {@link feedbackRequestSchema}. */
export type FeedbackRequest = z.infer<typeof feedbackRequestSchema>;

/** What a person thinks of an answer. */
export const feedbackSchema = z.object({
  messageId: z.string(),
  rating: z.enum(['good', 'bad']),
  text: z.string().optional(),
});
/** See {@link feedbackSchema}. */
export type Feedback = z.infer<typeof feedbackSchema>;

/**
 * Body of `POST /conversations/:id/approvals/:approvalId`: what a person decided about every call that an agent waits with.
 *
 * @remarks `digest` is that of the `approval-request` event: calls or arguments that differ from what was shown are refused.
 */
export const decideApprovalRequestSchema = z.strictObject({
  digest: z.string().regex(/^[0-9a-f]{64}$/, 'Give the digest of the request.'),
  decisions: z
    .array(
      z.strictObject({
        toolCallId: z.string().min(1).max(200),
        approved: z.boolean(),
        /** Why not; the agent reads it. */
        reason: z.string().trim().max(2000).optional(),
      }),
    )
    .min(1)
    .max(50),
  /** Answers to the questions of `ask_user`, one list for each question. */
  answers: z
    .array(z.array(z.string().max(2000)).max(50))
    .max(20)
    .optional(),
});
/** See {@link decideApprovalRequestSchema}. */
export type DecideApprovalRequest = z.infer<typeof decideApprovalRequestSchema>;

/** A conversation as lists show it; it belongs to one person, who may let others read it. */
export const conversationSummarySchema = z.object({
  id: z.string().min(1),
  agent: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Entity ref of the person to whom it belongs. */
  owner: z.string(),
  /** Whether the caller may write in it (`owner`), or only read it (`reader`). */
  access: z.enum(['owner', 'reader']),
  pinned: z.boolean(),
  /** Entity refs of the people and teams who may read it; told to its owner alone. */
  sharedWith: z.array(z.string()),
  /** In answers to a search: the words around what was found in it. */
  snippet: z.string().optional(),
});
/** See {@link conversationSummarySchema}. */
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/**
 * Query of `GET /conversations`. `scope` tells the caller's own conversations from those that others share with them;
 * `q` finds words in titles and in what was said.
 */
export const listConversationsQuerySchema = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  scope: z.enum(['own', 'shared']).default('own'),
  q: z.string().trim().max(200).optional(),
});
/** What a client may ask of {@link listConversationsQuerySchema}. */
export type ListConversationsQuery = z.input<
  typeof listConversationsQuerySchema
>;

/** One page of conversations: pinned ones first, then the latest. */
export const conversationPageSchema = z.object({
  items: z.array(conversationSummarySchema),
  nextCursor: z.string().optional(),
});
/** See {@link conversationPageSchema}. */
export type ConversationPage = z.infer<typeof conversationPageSchema>;

/** A conversation with all its events, in order of `seq`. */
export const conversationSchema = conversationSummarySchema.extend({
  events: z.array(chatEventSchema),
  /** What its owner thinks of the answers in it. */
  feedback: z.array(feedbackSchema),
});
/** See {@link conversationSchema}. */
export type Conversation = z.infer<typeof conversationSchema>;

/** Query of `GET /conversations/:id/events`, which streams what follows `after` and goes on while a message runs. */
export const conversationEventsQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});

/** Tool calls with which an agent waits for the caller's decision. */
export const waitingApprovalSchema = z.object({
  conversationId: z.string(),
  /** Title of the conversation. */
  title: z.string(),
  agent: z.string(),
  approvalId: z.string(),
  digest: z.string(),
  requestedAt: z.iso.datetime(),
  calls: z.array(
    z.object({
      toolCallId: z.string(),
      toolName: z.string(),
      input: z.unknown(),
    }),
  ),
});
/** See {@link waitingApprovalSchema}. */
export type WaitingApproval = z.infer<typeof waitingApprovalSchema>;
/** Answer of `GET /approvals`, the longest waiting first. */
export const waitingApprovalListSchema = z.object({
  items: z.array(waitingApprovalSchema),
});
