import { z } from 'zod';
import { shaSchema } from './proposals';

/** A commit on main. `title` is the first line of the message, untrusted text. */
export const commitSchema = z.object({
  sha: shaSchema,
  title: z.string(),
  authorName: z.string(),
  /** Entity ref of the person who approved it, from the `Approved-by:` trailer. */
  approvedBy: z.string().optional(),
  committedAt: z.iso.datetime(),
  /** From the `Proposal:` trailer of a merge commit. */
  proposalNumber: z.number().int().positive().optional(),
});
/** See {@link commitSchema}. */
export type Commit = z.infer<typeof commitSchema>;

/** Query of `GET /commits`; first-parent history of main, newest first. */
export const listCommitsQuerySchema = z.object({
  path: z.string().max(512).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
/** See {@link listCommitsQuerySchema}. */
export type ListCommitsQuery = z.input<typeof listCommitsQuerySchema>;

/** One page of commits. */
export const commitPageSchema = z.object({
  items: z.array(commitSchema),
  nextCursor: z.string().optional(),
});
/** See {@link commitPageSchema}. */
export type CommitPage = z.infer<typeof commitPageSchema>;

/** Query of `GET /files`; `ref` is a branch name or a full SHA, main when absent. */
export const getFileQuerySchema = z.object({
  path: z
    .string()
    .min(1)
    .max(512)
    .regex(
      /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[^\0\\/][^\0\\]*$/,
      'expected a path inside the repository, without "." or ".." segments',
    ),
  ref: z
    .string()
    .max(255)
    .regex(
      /^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*$/,
      'expected a branch name or a commit',
    )
    .optional(),
});
/** See {@link getFileQuerySchema}. */
export type GetFileQuery = z.input<typeof getFileQuerySchema>;

/** One text file at a commit. */
export const fileContentSchema = z.object({
  path: z.string(),
  ref: z.string(),
  content: z.string(),
});
/** See {@link fileContentSchema}. */
export type FileContent = z.infer<typeof fileContentSchema>;

/** Something wrong with one place of one file. Lines and columns count from 1. */
export const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  path: z.string(),
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
  message: z.string(),
});
/** See {@link findingSchema}. */
export type Finding = z.infer<typeof findingSchema>;

/** A claim on main as the portal's own pages show it. */
export const claimSummarySchema = z.object({
  kind: z.string(),
  tenant: z.string(),
  name: z.string(),
  path: z.string(),
  entityRef: z.string(),
});
/** See {@link claimSummarySchema}. */
export type ClaimSummary = z.infer<typeof claimSummarySchema>;

/** Answer of `GET /claims`: every claim of main at `sha`. */
export const claimListSchema = z.object({
  sha: shaSchema,
  items: z.array(claimSummarySchema),
});
/** See {@link claimListSchema}. */
export type ClaimList = z.infer<typeof claimListSchema>;

/** Answer of `GET /problems`: what is wrong on main. */
export const problemListSchema = z.object({ items: z.array(findingSchema) });
/** See {@link problemListSchema}. */
export type ProblemList = z.infer<typeof problemListSchema>;

/** Body of `POST /preview`: one claim, not yet written. */
export const previewRequestSchema = z.object({
  kind: z.string().min(1).max(64),
  tenant: z.string().min(1).max(63),
  name: z.string().max(63),
  spec: z.record(z.string(), z.unknown()),
});
/** See {@link previewRequestSchema}. */
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** Answer of `POST /preview`. `objects` is empty when `findings` holds an error. */
export const previewSchema = z.object({
  path: z.string(),
  yaml: z.string(),
  findings: z.array(findingSchema),
  objects: z.array(
    z.object({
      key: z.string(),
      apiVersion: z.string(),
      kind: z.string(),
      name: z.string(),
      yaml: z.string(),
    }),
  ),
});
/** See {@link previewSchema}. */
export type Preview = z.infer<typeof previewSchema>;
