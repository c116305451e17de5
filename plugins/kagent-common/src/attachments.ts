import { z } from 'zod';

/** Longest text of one attachment, in UTF-16 code units; what is longer is cut, and says so. */
export const MAX_ATTACHMENT_LENGTH = 20_000;
/** How many attachments one message may have. */
export const MAX_ATTACHMENTS = 5;

const title = z.string().trim().min(1).max(200);
const text = z.string().min(1).max(MAX_ATTACHMENT_LENGTH);

/**
 * What a person attaches to a message. The portal reads entities and proposals itself, with what that person may see;
 * logs and files travel as text.
 */
export const attachmentRequestSchema = z.discriminatedUnion('kind', [
  /** A catalog entity by its ref, such as `resource:acme/xpostgres-orders-db`. */
  z.strictObject({
    kind: z.literal('entity'),
    ref: z.string().min(3).max(300),
  }),
  z.strictObject({
    kind: z.literal('proposal'),
    number: z.number().int().positive(),
  }),
  /** A page of the docs by its path in the repository, such as `docs/runbooks/restore.md`. */
  z.strictObject({ kind: z.literal('doc'), path: z.string().min(1).max(300) }),
  z.strictObject({ kind: z.literal('log'), title, text }),
  z.strictObject({ kind: z.literal('file'), title, text }),
]);
/** See {@link attachmentRequestSchema}. */
export type AttachmentRequest = z.infer<typeof attachmentRequestSchema>;

/** Attachments of one message. */
export const attachmentRequestsSchema = z
  .array(attachmentRequestSchema)
  .max(
    MAX_ATTACHMENTS,
    `A message may have at most ${MAX_ATTACHMENTS} attachments.`,
  );

/** Body of `POST /attachments/preview`: tells what exactly an agent will be given, before anything is sent. */
export const previewAttachmentsRequestSchema = z.strictObject({
  attachments: attachmentRequestsSchema.min(1),
});

/** An attachment as the agent is given it, secrets removed. */
export const attachmentSchema = z.object({
  kind: z.enum(['entity', 'proposal', 'doc', 'log', 'file']),
  title: z.string(),
  text: z.string(),
  /** A path inside the portal where the thing itself is. */
  url: z.string().optional(),
});
/** See {@link attachmentSchema}. */
export type Attachment = z.infer<typeof attachmentSchema>;

/** Answer of `POST /attachments/preview`, in the order of the request. */
export const attachmentListSchema = z.object({
  items: z.array(attachmentSchema),
});
