import { sourceSchema } from '@zerotouch/plugin-kagent-common';
import { ToolResultPart, modelMessageSchema } from 'ai';
import { z } from 'zod';

const callSchema = z.object({
  id: z.string(),
  name: z.string(),
  args: z.record(z.string(), z.unknown()),
});
const resultSchema = z.object({
  id: z.string(),
  name: z.string(),
  text: z.string(),
});
/** What a tool gave back, as the model is told. */
export type CallResult = z.infer<typeof resultSchema>;

/** What an answer of the model has come to; it is kept while the answer waits for a person, so that any process can go on. */
export const answerStateSchema = z.object({
  messages: z.array(modelMessageSchema),
  /** Passages that the model was given, by their numbers. */
  given: z.array(sourceSchema),
  steps: z.number().int().nonnegative(),
  tokens: z.number().nonnegative(),
  usedTools: z.boolean(),
  /** Of the step that waits: what has run already. */
  results: z.array(resultSchema),
  /** Of the step that waits: the calls that a person has to decide about. */
  pending: z.array(callSchema),
});
/** See {@link answerStateSchema}. */
export type AnswerState = z.infer<typeof answerStateSchema>;

/** The result of a call as a part of a message to the model. */
export function toResultPart(result: CallResult): ToolResultPart {
  return {
    type: 'tool-result',
    toolCallId: result.id,
    toolName: result.name,
    output: { type: 'text', value: result.text },
  };
}
