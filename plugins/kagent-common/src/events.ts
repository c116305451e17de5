import { z } from 'zod';
import { attachmentSchema } from './attachments';

const sequenced = {
  /** Counts from 1 within a conversation, without gaps; `GET …/events?after=seq` resumes behind it. */
  seq: z.number().int().positive(),
  /** The message that the event belongs to. */
  messageId: z.string().min(1),
};

/** Browsers read `\` as `/` and leave tabs and line ends out, so that either could begin another host. */
const insidePortal = /^\/(?![/\\])[^\\\p{Cc}]*$/u;

/** A passage that an answer rests on. `url` is a path inside the portal, heading anchor included. */
export const sourceSchema = z.object({
  id: z.string().min(1),
  title: z.string(),
  heading: z.string(),
  url: z.string().regex(insidePortal, 'expected a path inside the portal'),
  quote: z.string(),
});
/** See {@link sourceSchema}. */
export type Source = z.infer<typeof sourceSchema>;

/**
 * Everything a conversation may emit. Names are noun-verb; streamed things have start, delta and end.
 *
 * @remarks All text is untrusted.
 */
export const chatEventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('message-start'),
    ...sequenced,
    role: z.enum(['user', 'assistant']),
    agent: z.string(),
    createdAt: z.iso.datetime(),
    text: z.string().optional(),
    /** What a person's message carried beside its text, as the agent was given it. */
    attachments: z.array(attachmentSchema).optional(),
    /** The earlier message of the person that this one stands for: it and all that followed it no longer count. */
    replaces: z.string().optional(),
  }),
  /** The answer was interrupted and begins anew: what it held since `message-start` no longer counts. */
  z.object({ type: z.literal('message-restart'), ...sequenced }),
  z.object({ type: z.literal('text-delta'), ...sequenced, delta: z.string() }),
  z.object({ type: z.literal('source'), ...sequenced, ...sourceSchema.shape }),
  z.object({ type: z.literal('status'), ...sequenced, text: z.string() }),
  z.object({
    type: z.literal('tool-input-available'),
    ...sequenced,
    toolCallId: z.string(),
    toolName: z.string(),
    input: z.unknown(),
  }),
  z.object({
    type: z.literal('tool-output-available'),
    ...sequenced,
    toolCallId: z.string(),
    output: z.unknown(),
    isError: z.boolean(),
    durationMs: z.number().nonnegative(),
  }),
  /** What an agent that is used as a tool does; each event tells all of it and replaces the one before. */
  z.object({
    type: z.literal('subagent-update'),
    ...sequenced,
    /** The call by which it was asked. */
    toolCallId: z.string(),
    agent: z.string(),
    state: z.enum(['running', 'waiting', 'done', 'failed']),
    steps: z
      .array(
        z.object({
          kind: z.enum(['text', 'tool']),
          /** What it wrote, or the name of the tool that it used. */
          text: z.string(),
          isError: z.boolean().optional(),
        }),
      )
      .max(50),
  }),
  z.object({
    type: z.literal('approval-request'),
    ...sequenced,
    approvalId: z.string(),
    toolCallIds: z.array(z.string()),
    digest: z.string(),
  }),
  z.object({
    type: z.literal('approval-response'),
    ...sequenced,
    approvalId: z.string(),
    /** Whether any call was approved; `decisions` tells which. */
    approved: z.boolean(),
    reason: z.string().optional(),
    /** Entity ref of the person who decided. */
    decidedBy: z.string().optional(),
    decisions: z
      .array(
        z.object({
          toolCallId: z.string(),
          approved: z.boolean(),
          reason: z.string().optional(),
        }),
      )
      .optional(),
  }),
  z.object({
    type: z.literal('usage'),
    ...sequenced,
    inputTokens: z.number().int().nonnegative(),
    outputTokens: z.number().int().nonnegative(),
  }),
  z.object({
    type: z.literal('message-end'),
    ...sequenced,
    finishReason: z.enum(['stop', 'cancelled', 'error', 'approval']),
    /** What the person should know about the end, as that a stopped agent may go on. */
    note: z.string().optional(),
  }),
  z.object({
    type: z.literal('error'),
    ...sequenced,
    name: z.string(),
    message: z.string(),
  }),
]);
/** See {@link chatEventSchema}. */
export type ChatEvent = z.infer<typeof chatEventSchema>;

/** A link that an answer offers as a button; carried as the output of the tool `open-template`. `path` stays inside the portal. */
export const offeredActionSchema = z.object({
  title: z.string(),
  path: z.string().regex(insidePortal),
});
/** See {@link offeredActionSchema}. */
export type OfferedAction = z.infer<typeof offeredActionSchema>;

/** The input of the tool `ask_user`, by which an agent asks the person; without choices a question is answered in words. */
export const askUserInputSchema = z.object({
  questions: z
    .array(
      z.object({
        question: z.string(),
        choices: z.array(z.string()).default([]),
        multiple: z.boolean().default(false),
      }),
    )
    .min(1),
});
/** One question of {@link askUserInputSchema}. */
export type AskUserQuestion = z.infer<
  typeof askUserInputSchema
>['questions'][number];
