import {
  offeredActionSchema,
  sourceSchema,
} from '@zerotouch/plugin-kagent-common';
import { z } from 'zod';

/** A part of an answer, in the order in which it is shown. */
export const answerPartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status'), text: z.string() }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('source'), source: sourceSchema }),
  z.object({
    type: z.literal('action'),
    input: z.record(z.string(), z.unknown()),
    output: offeredActionSchema,
    durationMs: z.number().nonnegative(),
  }),
]);
/** See {@link answerPartSchema}. */
export type AnswerPart = z.infer<typeof answerPartSchema>;

/** The parts that travel as data beside the text of an answer. */
export type DataPart = Extract<AnswerPart, { type: 'source' | 'action' }>;
