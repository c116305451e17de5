import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { type Message, type Thread, emptyThread } from './Thread';
import { changeMessage, startMessage } from './changeMessage';

/** Folds events, in the order of their arrival, into a conversation. */
export function toThread(events: Iterable<ChatEvent>): Thread {
  return applyEvents(emptyThread, events);
}

/**
 * Takes more events into a conversation.
 *
 * @remarks
 * An event that is not newer than the last one is left out. Messages that no event touches keep their identity, so
 * that they are not drawn again. The list is copied once for all events, and messages are looked for from its end:
 * in a long conversation the costs of a delta are those of one copied list of pointers.
 */
export function applyEvents(
  thread: Thread,
  events: Iterable<ChatEvent>,
): Thread {
  const messages = thread.messages.slice();
  let { lastSeq } = thread;
  for (const event of events) {
    if (event.seq <= lastSeq) continue;
    lastSeq = event.seq;
    if (event.type === 'message-start') start(messages, event);
    else change(messages, event);
  }
  return lastSeq === thread.lastSeq ? thread : { lastSeq, messages };
}

/** Takes one more event into a conversation; see {@link applyEvents}. */
export function applyEvent(thread: Thread, event: ChatEvent): Thread {
  return event.seq <= thread.lastSeq ? thread : applyEvents(thread, [event]);
}

function start(
  messages: Message[],
  event: Extract<ChatEvent, { type: 'message-start' }>,
): void {
  if (indexOfId(messages, event.messageId) >= 0) return;
  const message = startMessage(event);
  const replaced =
    event.replaces === undefined ? -1 : indexOfId(messages, event.replaces);
  if (replaced < 0) messages.push(message);
  else messages.push({ ...message, earlier: messages.splice(replaced) });
}

/** Changes, in the given list, the message that an event is about; late news of a replaced one stay with it. */
function change(
  messages: Message[],
  event: Exclude<ChatEvent, { type: 'message-start' }>,
): boolean {
  const index = messages.findLastIndex(message => isAbout(message, event));
  if (index >= 0) {
    messages[index] = changeMessage(messages[index], event);
    return true;
  }
  return messages.some((message, at) => {
    if (!message.earlier) return false;
    const earlier = message.earlier.slice();
    if (!change(earlier, event)) return false;
    messages[at] = { ...message, earlier };
    return true;
  });
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

function indexOfId(messages: Message[], id: string): number {
  for (let index = messages.length - 1; index >= 0; index--) {
    if (messages[index].id === id) return index;
  }
  return -1;
}
