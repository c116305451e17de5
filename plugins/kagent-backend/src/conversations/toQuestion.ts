import { Attachment, ChatEvent } from '@zerotouch/plugin-kagent-common';
import { HistoryMessage } from '../runtimes/AgentRuntime';
import { toHistory } from './toHistory';

const HISTORY_LIMIT = 40;

/** What an agent is asked. */
export interface Question {
  text: string;
  attachments: Attachment[];
  /** What was said before, oldest first. */
  history: HistoryMessage[];
}

/**
 * Reads from a conversation what an agent is asked by one message of the person, so that it can be asked again.
 *
 * @returns Nothing when there is no such message.
 */
export function toQuestion(
  events: ChatEvent[],
  questionId: string,
): Question | undefined {
  const asked = events.find(
    ({ type, messageId }) =>
      type === 'message-start' && messageId === questionId,
  );
  if (asked?.type !== 'message-start') return undefined;
  const { text = '', attachments = [] } = asked;
  const history = toHistory(
    events.filter(({ seq }) => seq <= asked.seq),
    { limit: HISTORY_LIMIT + 1 },
  ).slice(0, -1);
  return { text, attachments, history };
}
