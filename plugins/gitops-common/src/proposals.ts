import { z } from 'zod';

/** A full Git object name: 40 lower-case hexadecimal digits. */
export const shaSchema = z
  .string()
  .regex(/^[0-9a-f]{40}$/, 'expected 40 lower-case hexadecimal digits');

/**
 * Who wrote a proposal, a comment or a decision.
 *
 * @remarks
 * `ref` is an entity ref such as `user:default/founder` or `user:agents/sre`. The backend derives it from the
 * caller's credentials; it is never taken from a request body of a person's or an agent's client.
 */
export const authorSchema = z.object({
  ref: z.string().min(1),
  kind: z.enum(['human', 'agent']),
  /** The person an agent acted for, as an entity ref. */
  onBehalfOf: z.string().min(1).optional(),
});
/** See {@link authorSchema}. */
export type Author = z.infer<typeof authorSchema>;

/** State of a proposal; `merged` and `closed` are final. */
export const proposalStateSchema = z.enum(['open', 'merged', 'closed']);
/** See {@link proposalStateSchema}. */
export type ProposalState = z.infer<typeof proposalStateSchema>;

/** One file that a proposal changes. `patch` is a unified diff without the `diff --git` header lines; absent for binary files. */
export const fileChangeSchema = z.object({
  path: z.string().min(1),
  /** The path on the base side; present only for `renamed`. */
  previousPath: z.string().optional(),
  status: z.enum(['added', 'modified', 'removed', 'renamed']),
  additions: z.number().int().nonnegative(),
  deletions: z.number().int().nonnegative(),
  patch: z.string().optional(),
});
/** See {@link fileChangeSchema}. */
export type FileChange = z.infer<typeof fileChangeSchema>;

/** The result of one automatic check on a proposal's head. */
export const checkSchema = z.object({
  name: z.string().min(1),
  status: z.enum(['pending', 'success', 'failure', 'neutral']),
  /** One sentence, plain text. */
  summary: z.string(),
  /** Findings with their place, plain text lines. */
  details: z.array(z.string()).default([]),
});
/** See {@link checkSchema}. */
export type Check = z.infer<typeof checkSchema>;

/** A comment or a review on a proposal; bodies are untrusted text. */
export const commentSchema = z.object({
  id: z.string().min(1),
  author: authorSchema,
  body: z.string(),
  kind: z.enum(['comment', 'approval', 'rejection']).default('comment'),
  createdAt: z.iso.datetime(),
});
/** See {@link commentSchema}. */
export type Comment = z.infer<typeof commentSchema>;

/** What ended a proposal. */
export const decisionSchema = z.object({
  by: authorSchema,
  at: z.iso.datetime(),
  /** Reason given with a rejection; empty for a merge. */
  reason: z.string().default(''),
});
/** See {@link decisionSchema}. */
export type Decision = z.infer<typeof decisionSchema>;

/** A proposal as lists show it. Times are ISO 8601 in UTC; `files` counts changed files. */
export const proposalSummarySchema = z.object({
  number: z.number().int().positive(),
  title: z.string(),
  author: authorSchema,
  baseSha: shaSchema,
  headSha: shaSchema,
  state: proposalStateSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  files: z.number().int().nonnegative(),
  /** `failure` when one check failed, `pending` when one has not ended, `none` without checks. */
  checksState: z.enum(['success', 'failure', 'pending', 'none']),
  /** Tenants whose folders the change touches, sorted. */
  tenants: z.array(z.string()),
  /** Set once the proposal is merged or closed. */
  decision: decisionSchema.optional(),
  /** Set once the proposal is merged. */
  mergeSha: shaSchema.optional(),
});
/** See {@link proposalSummarySchema}. */
export type ProposalSummary = z.infer<typeof proposalSummarySchema>;

/** A whole proposal. */
export const proposalSchema = proposalSummarySchema
  .omit({ files: true })
  .extend({
    body: z.string(),
    files: z.array(fileChangeSchema),
    checks: z.array(checkSchema),
    comments: z.array(commentSchema),
    /** `null` while it is being computed, as on GitHub; ask again. */
    mergeable: z.boolean().nullable(),
    /** Paths that conflict with the base branch; empty when mergeable. */
    conflicts: z.array(z.string()),
  });
/** See {@link proposalSchema}. */
export type Proposal = z.infer<typeof proposalSchema>;

/** Query of `GET /proposals`. */
export const listProposalsQuerySchema = z.object({
  state: proposalStateSchema.optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** See {@link listProposalsQuerySchema}. */
export type ListProposalsQuery = z.input<typeof listProposalsQuerySchema>;

/** One page of proposals, newest first. */
export const proposalPageSchema = z.object({
  items: z.array(proposalSummarySchema),
  nextCursor: z.string().optional(),
});
/** See {@link proposalPageSchema}. */
export type ProposalPage = z.infer<typeof proposalPageSchema>;

/** A path inside the repository that may be written: no `.` or `..` segments, plain characters. */
export const writablePathPattern =
  /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))(?!.*\/\/)[A-Za-z0-9._@-][A-Za-z0-9._@/-]*$/;

/** What the platform repository is made of: folders and files at its top. */
export const PLATFORM_PATHS: readonly string[] = [
  'platform',
  'bootstrap',
  'tenants',
  'docs',
  'templates',
  'mkdocs.yml',
  'catalog-info.yaml',
];

/**
 * Says whether a path belongs to the platform.
 *
 * @remarks
 * A proposal changes nothing else: a workflow of the forge, for one, would run from the branch before anybody approved it.
 */
export function isPlatformPath(path: string): boolean {
  const [top] = path.split('/');
  return PLATFORM_PATHS.includes(top);
}

/** Starts of request ids that the portal gives out itself; nobody else may use them. */
const RESERVED_REQUEST_IDS = ['revert-', 'seed-'];

/** Says whether a request id is one that only the portal itself gives out. */
export function isReservedRequestId(requestId: string): boolean {
  return RESERVED_REQUEST_IDS.some(start => requestId.startsWith(start));
}

/** A whole new content for one path; `null` removes the file. */
export const contentChangeSchema = z.object({
  path: z
    .string()
    .min(1)
    .max(512)
    .regex(
      writablePathPattern,
      'expected a relative path inside the repository',
    ),
  content: z.string().max(1_000_000).nullable(),
});
/** See {@link contentChangeSchema}. */
export type ContentChange = z.infer<typeof contentChangeSchema>;

/** Body of `POST /proposals`. */
export const createProposalRequestSchema = z.object({
  /** Makes the call idempotent: the same id twice returns the first proposal. */
  requestId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/),
  title: z.string().trim().min(1).max(200),
  body: z.string().max(65_536).default(''),
  changes: z.array(contentChangeSchema).min(1).max(200),
  /** The commit the change was made on; main's head when absent. A changed file that moved since is refused with 409. */
  baseSha: shaSchema.optional(),
  /** Paths that MUST NOT exist on the base; used by templates that create. */
  mustNotExist: z.array(z.string()).max(200).default([]),
  /** Refused with 409 while another open proposal changes one of the files: an editor builds on that one instead. */
  alone: z.boolean().default(false),
  /**
   * Set by the scaffolder module when the task's initiator had an actor: the actor's principal name. Believed only
   * from `plugin:scaffolder`.
   */
  startedBy: z.string().max(200).optional(),
});
/** See {@link createProposalRequestSchema}. */
export type CreateProposalRequest = z.input<typeof createProposalRequestSchema>;

/** Body of `POST /proposals/:number/merge`. */
export const mergeRequestSchema = z.object({ headSha: shaSchema });
/** Body of `POST /proposals/:number/close`. */
export const closeRequestSchema = z.object({
  reason: z.string().trim().min(1).max(4_000),
});
/** Body of `POST /proposals/:number/comments`. */
export const commentRequestSchema = z.object({
  body: z.string().trim().min(1).max(16_000),
});
/** Answer of `POST /proposals/:number/merge`. */
export const mergeResultSchema = z.object({ mergeSha: shaSchema });
/** See {@link mergeResultSchema}. */
export type MergeResult = z.infer<typeof mergeResultSchema>;
