import {
  type ChatEvent,
  offeredActionSchema,
} from '@zerotouch/plugin-kagent-common';
import { classifyLink } from '../../markdown';
import { type Message, type Thread, emptyThread } from './Thread';

/** Name of the tool whose output is a link to offer. */
const OFFERING_TOOL = 'open-template';
/** Any origin does: only the shape of the path is judged. */
const SOME_ORIGIN = 'https://portal.invalid';

/** Folds events, in the order of their arrival, into a conversation. */
export function toThread(events: Iterable<ChatEvent>): Thread {
  let thread = emptyThread;
  for (const event of events) thread = applyEvent(thread, event);
  return thread;
}

/**
 * Takes one more event into a conversation.
 *
 * @remarks
 * An event that is not newer than the last one is left out. Messages that the event does not touch keep their
 * identity, so that they are not drawn again.
 */
export function applyEvent(thread: Thread, event: ChatEvent): Thread {
  if (event.seq <= thread.lastSeq) return thread;
  const messages = [...thread.messages];
  const index = messages.findIndex(message => isAbout(message, event));
  if (event.type === 'message-start') {
    if (index < 0) messages.push(startMessage(event));
  } else if (index >= 0) {
    messages[index] = changeMessage(messages[index], event);
  }
  return { lastSeq: event.seq, messages };
}

/** A decision, and what a decided tool answers, belong to the message in which the agent began to wait. */
function isAbout(message: Message, event: ChatEvent): boolean {
  switch (event.type) {
    case 'approval-response':
      return message.approvals.some(({ id }) => id === event.approvalId);
    case 'tool-output-available':
      return message.toolCalls.some(({ id }) => id === event.toolCallId);
    default:
      return message.id === event.messageId;
  }
}

function startMessage(
  event: Extract<ChatEvent, { type: 'message-start' }>,
): Message {
  return {
    id: event.messageId,
    role: event.role,
    agent: event.agent,
    createdAt: event.createdAt,
    text: event.text ?? '',
    sources: [],
    toolCalls: [],
    offers: [],
    approvals: [],
    steps: [],
  };
}

function changeMessage(
  message: Message,
  event: Exclude<ChatEvent, { type: 'message-start' }>,
): Message {
  switch (event.type) {
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
      const call = { id, name, input };
      const known = message.toolCalls.some(other => other.id === id);
      // What an agent waits with is told again when it is another call than the one that it announced.
      return {
        ...message,
        toolCalls: known
          ? message.toolCalls.map(other => (other.id === id ? call : other))
          : [...message.toolCalls, call],
      };
    }
    case 'tool-output-available':
      return takeOutput(message, event);
    case 'approval-request':
      return {
        ...message,
        approvals: [
          ...message.approvals,
          {
            id: event.approvalId,
            toolCallIds: event.toolCallIds,
            digest: event.digest,
          },
        ],
      };
    case 'approval-response':
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
    case 'message-end':
      return { ...message, finishReason: event.finishReason };
    case 'error':
      return {
        ...message,
        error: { name: event.name, message: event.message },
      };
    case 'usage':
    default:
      return message;
  }
}

function takeOutput(
  message: Message,
  event: Extract<ChatEvent, { type: 'tool-output-available' }>,
): Message {
  const { toolCallId, output, isError, durationMs } = event;
  const call = message.toolCalls.find(other => other.id === toolCallId);
  if (!call) return message;
  const toolCalls = message.toolCalls.map(other =>
    other === call
      ? { ...call, result: { output, isError, durationMs } }
      : other,
  );
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
