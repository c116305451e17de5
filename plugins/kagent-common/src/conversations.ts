import { z } from 'zod';
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

/** Body of `POST /conversations/:id/messages`: text and nothing else. */
export const sendMessageRequestSchema = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1, 'Write a message first.')
    .max(
      MAX_MESSAGE_LENGTH,
      `A message may have at most ${MAX_MESSAGE_LENGTH} characters.`,
    ),
});

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

/** A conversation as lists show it; it belongs to one person. */
export const conversationSummarySchema = z.object({
  id: z.string().min(1),
  agent: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
/** See {@link conversationSummarySchema}. */
export type ConversationSummary = z.infer<typeof conversationSummarySchema>;

/** One page of the caller's conversations, latest first. */
export const conversationPageSchema = z.object({
  items: z.array(conversationSummarySchema),
  nextCursor: z.string().optional(),
});
/** See {@link conversationPageSchema}. */
export type ConversationPage = z.infer<typeof conversationPageSchema>;

/** A conversation with all its events, in order of `seq`. */
export const conversationSchema = conversationSummarySchema.extend({
  events: z.array(chatEventSchema),
});
/** See {@link conversationSchema}. */
export type Conversation = z.infer<typeof conversationSchema>;

/** Query of `GET /conversations/:id/events`, which streams what follows `after` and goes on while a message runs. */
export const conversationEventsQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
});
