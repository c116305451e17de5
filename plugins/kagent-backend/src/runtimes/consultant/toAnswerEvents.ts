import { AnswerEvent } from '../AgentRuntime';
import { AnswerPart } from './Answer';

/** Name of the tool whose output is an offered action. */
export const OPEN_TEMPLATE = 'open-template';

/**
 * Maps a part of an answer without a model to events.
 *
 * @param options.generateId - Gives ids to tool calls.
 */
export function toAnswerEvents(
  part: AnswerPart,
  options: { generateId: () => string },
): AnswerEvent[] {
  switch (part.type) {
    case 'status':
      return [{ type: 'status', text: part.text }];
    case 'text':
      return [{ type: 'text-delta', delta: part.text }];
    case 'source':
      return [{ type: 'source', ...part.source }];
    case 'action': {
      const toolCallId = options.generateId();
      return [
        {
          type: 'tool-input-available',
          toolCallId,
          toolName: OPEN_TEMPLATE,
          input: part.input,
        },
        {
          type: 'tool-output-available',
          toolCallId,
          output: part.output,
          isError: false,
          durationMs: part.durationMs,
        },
      ];
    }
    default: {
      const unknown: never = part;
      throw new Error(`Unknown part ${JSON.stringify(unknown)}`);
    }
  }
}
