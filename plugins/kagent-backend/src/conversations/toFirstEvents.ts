import { Attachment } from '@zerotouch/plugin-kagent-common';
import { NewChatEvent } from './AnswerStore';

/** The events with which a question and its answer begin; the person is told of secrets that were removed from the question. */
export function toFirstEvents(options: {
  agent: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  messageId: string;
  questionId: string;
  message: { text: string; attachments?: Attachment[]; replaces?: string };
  /** Kinds of secrets that were removed. */
  secrets: string[];
}): NewChatEvent[] {
  const { agent, createdAt, messageId, questionId, message, secrets } = options;
  const started = { type: 'message-start' as const, agent, createdAt };
  const events: NewChatEvent[] = [
    { ...started, messageId: questionId, role: 'user', ...message },
    { ...started, messageId, role: 'assistant' },
  ];
  if (secrets.length > 0) {
    events.push({
      type: 'status',
      messageId,
      text: `Your message held what looks like a secret (${secrets.join(
        ', ',
      )}). It was removed and not stored; if it is a real one, replace it where it is used.`,
    });
  }
  return events;
}
