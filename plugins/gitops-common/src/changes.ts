import { z } from 'zod';
import { contentChangeSchema, shaSchema } from './proposals';
import { findingSchema, previewSchema } from './repository';

/** Body of `POST /changes/preview`: whole new contents of files, not yet written. */
export const changePreviewRequestSchema = z.object({
  changes: z.array(contentChangeSchema).min(1).max(20),
  /** Number of an open proposal that the change goes on top of; main when absent. */
  onto: z.number().int().positive().optional(),
});
/** See {@link changePreviewRequestSchema}. */
export type ChangePreviewRequest = z.input<typeof changePreviewRequestSchema>;

/** A finding of a change. */
export const changeFindingSchema = findingSchema.extend({
  /** What to do instead, when the value itself is fine but cannot follow the one on main. */
  wayOut: z.string().optional(),
});
/** See {@link changeFindingSchema}. */
export type ChangeFinding = z.infer<typeof changeFindingSchema>;

/** A claim that names another one. */
export const dependentSchema = z.object({
  kind: z.string(),
  name: z.string(),
  path: z.string(),
  entityRef: z.string(),
  /** Where it names the other claim, as a JSON pointer. */
  pointer: z.string(),
});
/** See {@link dependentSchema}. */
export type Dependent = z.infer<typeof dependentSchema>;

/** What becomes of one claim by a change of files. */
export const claimChangeSchema = previewSchema
  .pick({
    path: true,
    objects: true,
    footprint: true,
    quota: true,
    difference: true,
    protection: true,
  })
  .extend({
    change: z.enum(['added', 'changed', 'removed']),
    kind: z.string(),
    tenant: z.string(),
    name: z.string(),
    /** Claims that name this one; it cannot go while there are any. */
    dependents: z.array(dependentSchema),
    /** Whether the claim on main holds data and is protected, so that it goes in two proposals. */
    isProtected: z.boolean(),
  });
/** See {@link claimChangeSchema}. */
export type ClaimChange = z.infer<typeof claimChangeSchema>;

/** Answer of `POST /changes/preview`. `objects` of a removed claim are those that go. */
export const changePreviewSchema = z.object({
  /** Main's head that the change was compared with. */
  sha: shaSchema,
  findings: z.array(changeFindingSchema),
  claims: z.array(claimChangeSchema),
});
/** See {@link changePreviewSchema}. */
export type ChangePreview = z.infer<typeof changePreviewSchema>;

/** Body of `POST /proposals/:number/commits`: one more commit on an open proposal. */
export const addCommitRequestSchema = z.object({
  /** The head that the change was made on; another one is refused with 409. */
  headSha: shaSchema,
  title: z.string().trim().min(1).max(200),
  changes: z.array(contentChangeSchema).min(1).max(200),
});
/** See {@link addCommitRequestSchema}. */
export type AddCommitRequest = z.infer<typeof addCommitRequestSchema>;
