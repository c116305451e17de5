import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { HistoryMessage } from '../runtimes/AgentRuntime';
import { toCurrent } from './toCurrent';

/** Folds the events of a conversation into the messages that count, oldest first; at most the last `limit`, empty ones left out. */
export function toHistory(
  events: ChatEvent[],
  options: { limit: number },
): HistoryMessage[] {
  const messages = new Map<string, HistoryMessage>();
  for (const event of toCurrent(events)) {
    if (event.type === 'message-start') {
      const { attachments } = event;
      messages.set(event.messageId, {
        role: event.role,
        text: event.text ?? '',
        ...(attachments && attachments.length > 0 ? { attachments } : {}),
      });
    } else if (event.type === 'text-delta') {
      const message = messages.get(event.messageId);
      if (message) message.text += event.delta;
    }
  }
  return [...messages.values()]
    .filter(message => message.text !== '')
    .slice(-options.limit);
}
