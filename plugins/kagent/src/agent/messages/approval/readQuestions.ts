import {
  type AskUserQuestion,
  askUserInputSchema,
} from '@zerotouch/plugin-kagent-common';
import type { ToolCall } from '../../thread';

/** Reads the questions of a call by which an agent asks the person; `undefined` for any other call. */
export function readQuestions(call: ToolCall): AskUserQuestion[] | undefined {
  if (call.name !== 'ask_user') return undefined;
  return askUserInputSchema.safeParse(call.input).data?.questions;
}
