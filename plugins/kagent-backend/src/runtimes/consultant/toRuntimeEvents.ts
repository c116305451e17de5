import type { StreamResponse, TaskStatus } from '@a2a-js/sdk';
import { TaskState } from '@a2a-js/sdk';
import { RuntimeEvent } from '../AgentRuntime';
import { answerPartSchema } from './Answer';
import { readText } from '../a2aMessages';

/** Name of the tool whose output is an offered action. */
export const OPEN_TEMPLATE = 'open-template';

/**
 * Maps one item of the consultant's A2A stream to events of an answer.
 *
 * @param options.generateId - Gives ids to tool calls.
 */
export function toRuntimeEvents(
  response: StreamResponse,
  options: { generateId: () => string },
): RuntimeEvent[] {
  const { payload } = response;
  switch (payload?.$case) {
    case 'statusUpdate':
      return payload.value.status ? toStatusEvents(payload.value.status) : [];
    case 'artifactUpdate':
      return (payload.value.artifact?.parts ?? []).flatMap(({ content }) => {
        if (content?.$case === 'text') {
          return [{ type: 'text-delta' as const, delta: content.value }];
        }
        return content?.$case === 'data'
          ? toDataEvents(content.value, options.generateId)
          : [];
      });
    default:
      return [];
  }
}

function toStatusEvents(status: TaskStatus): RuntimeEvent[] {
  const text = status.message ? readText(status.message) : '';
  switch (status.state) {
    case TaskState.TASK_STATE_COMPLETED:
      return [{ type: 'message-end', finishReason: 'stop' }];
    case TaskState.TASK_STATE_CANCELED:
      return [{ type: 'message-end', finishReason: 'cancelled' }];
    case TaskState.TASK_STATE_FAILED:
    case TaskState.TASK_STATE_REJECTED:
      return [
        {
          type: 'error',
          name: 'AgentFailedError',
          message: text || 'The consultant failed to answer; ask again.',
        },
        { type: 'message-end', finishReason: 'error' },
      ];
    default:
      return text ? [{ type: 'status', text }] : [];
  }
}

function toDataEvents(
  value: unknown,
  generateId: () => string,
): RuntimeEvent[] {
  const part = answerPartSchema.parse(value);
  if (part.type === 'source') return [{ type: 'source', ...part.source }];
  if (part.type !== 'action') return [];
  const toolCallId = generateId();
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
