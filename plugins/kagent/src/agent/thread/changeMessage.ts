import {
  type ChatEvent,
  offeredActionSchema,
} from '@zerotouch/plugin-kagent-common';
import { classifyLink } from '../../markdown/classifyLink';
import type { Message } from './Thread';

type EventOf<Type extends ChatEvent['type']> = Extract<
  ChatEvent,
  { type: Type }
>;

/** Name of the tool whose output is a link to offer. */
const OFFERING_TOOL = 'open-template';
/** Any origin does: only the shape of the path is judged. */
const SOME_ORIGIN = 'https://portal.invalid';

/** Makes the message that an event begins. */
export function startMessage(event: EventOf<'message-start'>): Message {
  return {
    id: event.messageId,
    role: event.role,
    agent: event.agent,
    createdAt: event.createdAt,
    text: event.text ?? '',
    attachments: event.attachments ?? [],
    sources: [],
    toolCalls: [],
    subagents: [],
    offers: [],
    approvals: [],
    steps: [],
  };
}

/** Takes an event into the message that it is about; the same object when it changes nothing. */
export function changeMessage(
  message: Message,
  event: Exclude<ChatEvent, { type: 'message-start' }>,
): Message {
  switch (event.type) {
    case 'message-restart':
      return restart(message);
    case 'text-delta':
      return { ...message, text: message.text + event.delta };
    case 'source': {
      const { id, title, heading, url, quote } = event;
      if (message.sources.some(source => source.id === id)) return message;
      const source = { id, title, heading, url, quote };
      return { ...message, sources: [...message.sources, source] };
    }
    case 'status':
      return { ...message, steps: [...message.steps, event.text] };
    case 'tool-input-available': {
      const { toolCallId: id, toolName: name, input } = event;
      // What an agent waits with is told again when it is another call than the one that it announced.
      return {
        ...message,
        toolCalls: put(message.toolCalls, { id, name, input }, ofSameId),
      };
    }
    case 'tool-output-available':
      return takeOutput(message, event);
    case 'subagent-update': {
      const { toolCallId, agent, state, steps } = event;
      const run = { toolCallId, agent, state, steps };
      return {
        ...message,
        subagents: put(
          message.subagents,
          run,
          (one, other) => one.toolCallId === other.toolCallId,
        ),
      };
    }
    case 'approval-request': {
      const { approvalId: id, toolCallIds, digest } = event;
      const approval = { id, toolCallIds, digest };
      return { ...message, approvals: [...message.approvals, approval] };
    }
    case 'approval-response':
      return takeDecision(message, event);
    case 'usage': {
      const { inputTokens = 0, outputTokens = 0 } = message.usage ?? {};
      return {
        ...message,
        usage: {
          inputTokens: inputTokens + event.inputTokens,
          outputTokens: outputTokens + event.outputTokens,
        },
      };
    }
    case 'message-end':
      return {
        ...message,
        finishReason: event.finishReason,
        note: event.note,
      };
    case 'error':
      return {
        ...message,
        error: { name: event.name, message: event.message },
      };
    default:
      return message;
  }
}

function restart(message: Message): Message {
  const { id, role, agent, createdAt } = message;
  return {
    ...startMessage({
      type: 'message-start',
      seq: 1,
      messageId: id,
      role,
      agent,
      createdAt,
    }),
    ...(message.earlier && { earlier: message.earlier }),
  };
}

function ofSameId(one: { id: string }, other: { id: string }): boolean {
  return one.id === other.id;
}

/** Puts an item in the place of the one that it is the same as, or at the end. */
function put<T>(items: T[], item: T, isSame: (one: T, other: T) => boolean) {
  return items.some(other => isSame(other, item))
    ? items.map(other => (isSame(other, item) ? item : other))
    : [...items, item];
}

function takeDecision(
  message: Message,
  event: EventOf<'approval-response'>,
): Message {
  return {
    ...message,
    approvals: message.approvals.map(approval =>
      approval.id === event.approvalId
        ? {
            ...approval,
            decided: {
              by: event.decidedBy,
              decisions:
                event.decisions ??
                approval.toolCallIds.map(toolCallId => ({
                  toolCallId,
                  approved: event.approved,
                  reason: event.reason,
                })),
            },
          }
        : approval,
    ),
  };
}

function takeOutput(
  message: Message,
  event: EventOf<'tool-output-available'>,
): Message {
  const { toolCallId, output, isError, durationMs } = event;
  const call = message.toolCalls.find(other => other.id === toolCallId);
  if (!call) return message;
  const result = { output, isError, durationMs };
  const toolCalls = put(message.toolCalls, { ...call, result }, ofSameId);
  if (call.name !== OFFERING_TOOL || isError) return { ...message, toolCalls };
  const offer = offeredActionSchema.safeParse(output);
  if (
    !offer.success ||
    classifyLink(offer.data.path, SOME_ORIGIN).kind !== 'internal'
  ) {
    return { ...message, toolCalls };
  }
  return { ...message, toolCalls, offers: [...message.offers, offer.data] };
}
