import { z } from 'zod';
import { shaSchema } from './proposals';

/** Topic on which every move of main is published, whoever made it. */
export const GITOPS_MAIN_TOPIC = 'gitops.main';

/** Payload of {@link GITOPS_MAIN_TOPIC}; `before` is absent for the first event of a process. */
export const gitopsMainEventSchema = z.object({
  before: shaSchema.optional(),
  after: shaSchema,
  /** Paths that differ between the two commits. */
  paths: z.array(z.string()),
});
/** See {@link gitopsMainEventSchema}. */
export type GitopsMainEvent = z.infer<typeof gitopsMainEventSchema>;
