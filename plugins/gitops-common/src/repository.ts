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
  /** JSON pointer into the claim, such as `/spec/storageGB`; absent when the finding is about the file as a whole. */
  pointer: z.string().optional(),
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

/** What claims request of the cluster at their greatest scale. */
export const footprintSchema = z.object({
  /** Thousandths of a processor core. */
  cpuMillis: z.number(),
  /** MiB. */
  memoryMi: z.number(),
  /** GiB of volumes. */
  storageGi: z.number(),
  /** Pods. */
  replicas: z.number(),
});
/** See {@link footprintSchema}. */
export type PreviewFootprint = z.infer<typeof footprintSchema>;

const objectIdentitySchema = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
});

/** What becomes of one composed object. `replaced` deletes the previous one with what it holds. */
export const objectChangeSchema = z.object({
  change: z.enum(['added', 'changed', 'replaced', 'removed']),
  key: z.string(),
  object: objectIdentitySchema,
  previous: objectIdentitySchema.optional(),
  /** Fields that differ, as JSON pointers into the object; an absent side means that the field is not there. */
  fields: z
    .array(
      z.object({
        pointer: z.string(),
        before: z.unknown().optional(),
        after: z.unknown().optional(),
      }),
    )
    .optional(),
});
/** See {@link objectChangeSchema}. */
export type ObjectChange = z.infer<typeof objectChangeSchema>;

/** How the data of a claim is kept. */
export const protectionSchema = z.object({
  /** Whether losing the claim would lose data. */
  isStateful: z.boolean(),
  /** What is protected, one plain sentence each. */
  protects: z.array(z.string()),
  /** What stays, and what goes, when the claim is deleted; one plain sentence each. */
  deletion: z.array(z.string()),
});
/** See {@link protectionSchema}. */
export type PreviewProtection = z.infer<typeof protectionSchema>;

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
  /** What the claim will request, and what it requests on main when it exists there; absent while it cannot be composed. */
  footprint: z
    .object({ after: footprintSchema, before: footprintSchema.optional() })
    .optional(),
  /** What all claims of the tenant would request, against what it may; absent for a tenant itself. */
  quota: z.object({ used: footprintSchema, limit: footprintSchema }).optional(),
  /** What becomes of the objects that a claim on main has; absent for a new one. */
  difference: z
    .object({ changes: z.array(objectChangeSchema), unchanged: z.number() })
    .optional(),
  protection: protectionSchema.optional(),
});
/** See {@link previewSchema}. */
export type Preview = z.infer<typeof previewSchema>;

/** Body of `POST /previews`: claims that are written together and may name each other. */
export const previewsRequestSchema = z.object({
  claims: z.array(previewRequestSchema).min(1).max(20),
});
/** See {@link previewsRequestSchema}. */
export type PreviewsRequest = z.infer<typeof previewsRequestSchema>;

/** Answer of `POST /previews`, in the order of the request. */
export const previewListSchema = z.object({
  items: z.array(previewSchema),
  /** Generated files that follow from the claims and are proposed with them, such as the project of a new tenant. */
  generated: z
    .array(z.object({ path: z.string(), content: z.string().nullable() }))
    .default([]),
});
/** See {@link previewListSchema}. */
export type PreviewList = z.infer<typeof previewListSchema>;

/** A platform API in a list. */
export const legoSummarySchema = z.object({
  kind: z.string(),
  apiVersion: z.string(),
  scope: z.enum(['Namespaced', 'Cluster']),
  title: z.string(),
  description: z.string(),
  /** Services, Data, Messaging, Tenancy or Agents. */
  group: z.string(),
  /** Path of its definition in the repository. */
  path: z.string(),
});
/** See {@link legoSummarySchema}. */
export type LegoSummary = z.infer<typeof legoSummarySchema>;

/** Answer of `GET /legos`. */
export const legoListSchema = z.object({ items: z.array(legoSummarySchema) });
/** See {@link legoListSchema}. */
export type LegoList = z.infer<typeof legoListSchema>;

/** Answer of `GET /legos/:kind`: the API as main defines it. */
export const legoSchema = legoSummarySchema.extend({
  /** JSON Schema (draft 7) of `spec`. */
  schema: z.record(z.string(), z.unknown()),
  /** What the rules between fields say, in plain words. */
  rules: z.array(z.string()),
  /**
   * Names that the platform knows, by the place of a field in `spec` as a pattern such as `/tools/-/server`; a dash stands for any item. Other values are
   * refused.
   */
  choices: z.record(z.string(), z.array(z.string())),
  /** Fields of `spec` that a form shows first; empty when the API names none. */
  firstFields: z.array(z.string()),
  /** Fields of `spec` that are only allowed while another one has, or has not, a value; its default counts. */
  conditions: z.array(
    z.object({
      field: z.string(),
      by: z.string(),
      equals: z.boolean(),
      value: z.string(),
    }),
  ),
});
/** See {@link legoSchema}. */
export type Lego = z.infer<typeof legoSchema>;

/** One field of a platform API as people read it; the same text as `zt explain` prints. */
export const legoFieldSchema = z.object({
  /** Place in `spec`, such as `scaling.min` or `databases[].name`. */
  field: z.string(),
  description: z.string(),
  /** In words, such as `whole number`. */
  type: z.string(),
  isRequired: z.boolean(),
  default: z.unknown().optional(),
  /** In words, such as `at least 1`. */
  limits: z.array(z.string()),
  /** What the rules that concern it say, one sentence each. */
  rules: z.array(z.string()),
  /** What of the composed objects changes with it. */
  effects: z.array(z.string()),
  /** The part of an example that has it. */
  example: z.unknown().optional(),
});
/** See {@link legoFieldSchema}. */
export type LegoField = z.infer<typeof legoFieldSchema>;

/** Answer of `GET /legos/:kind/fields`: the API in detail, and what its example becomes. */
export const legoFieldsSchema = z.object({
  kind: z.string(),
  /** Fields of `spec`, outer ones before those inside. */
  fields: z.array(legoFieldSchema),
  /** Fields that the platform writes into `status`. */
  status: z.array(legoFieldSchema.pick({ field: true, description: true })),
  /** Columns that `kubectl get` prints beside the name. */
  columns: z.array(z.object({ name: z.string(), path: z.string() })),
  /** The typical example and what it becomes; absent when the platform has none. */
  example: z
    .object({
      name: z.string(),
      yaml: z.string(),
      objects: previewSchema.shape.objects,
    })
    .optional(),
});
/** See {@link legoFieldsSchema}. */
export type LegoFields = z.infer<typeof legoFieldsSchema>;
