import { z } from 'zod';

/**
 * The state of the connection to the forge.
 *
 * `ok`: the last call came through. `limited`: the forge asked to wait until `until`. `unreachable`: it did not answer, or
 * with an error of its own. `refused`: it does not accept the credentials.
 */
export const forgeStatusSchema = z.object({
  type: z.enum(['local', 'github']),
  /** Name of the repository on the forge, such as `acme/platform`; absent for a local one. */
  repository: z.string().optional(),
  state: z.enum(['ok', 'limited', 'unreachable', 'refused']),
  /** What is wrong and what to do, one sentence of plain text; empty when nothing is. */
  message: z.string(),
  /** When the forge takes calls again. */
  until: z.iso.datetime().optional(),
  /** The forge's own count of calls in its current hour. */
  rate: z
    .object({
      limit: z.number().int().nonnegative(),
      remaining: z.number().int().nonnegative(),
      resetAt: z.iso.datetime(),
    })
    .optional(),
  /** When the last webhook was taken; absent when none came since the start of this process. */
  lastWebhookAt: z.iso.datetime().optional(),
});
/** See {@link forgeStatusSchema}. */
export type ForgeStatus = z.infer<typeof forgeStatusSchema>;

/** Header with a person's own token of the forge, on merge calls only; it is never logged or stored. */
export const FORGE_TOKEN_HEADER = 'x-forge-token';
