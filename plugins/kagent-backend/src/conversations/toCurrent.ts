import { ChatEvent } from '@zerotouch/plugin-kagent-common';

/**
 * Leaves out what no longer counts: a message that was edited with all that followed it, and what an answer held before it
 * began anew.
 */
export function toCurrent(events: ChatEvent[]): ChatEvent[] {
  let current: ChatEvent[] = [];
  for (const event of events) {
    if (event.type === 'message-start' && event.replaces !== undefined) {
      const index = current.findIndex(
        ({ type, messageId }) =>
          type === 'message-start' && messageId === event.replaces,
      );
      if (index >= 0) current = current.slice(0, index);
    }
    if (event.type === 'message-restart') {
      current = current.filter(
        ({ type, messageId }) =>
          type === 'message-start' || messageId !== event.messageId,
      );
    } else {
      current.push(event);
    }
  }
  return current;
}
