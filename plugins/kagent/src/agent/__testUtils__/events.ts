import type { ChatEvent } from '@zerotouch/plugin-kagent-common';

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq' | 'messageId'> : never;

/** An event without its place in the conversation. */
export type EventBody = WithoutSeq<ChatEvent>;

/** Time at which everything in the tests is said. */
export const AT = '2026-03-10T12:00:00.000Z';

/** Numbers events of one message from `first` on. */
export function numbered(
  messageId: string,
  bodies: EventBody[],
  first = 1,
): ChatEvent[] {
  return bodies.map(
    (body, index): ChatEvent => ({ ...body, seq: first + index, messageId }),
  );
}

/** A question and its whole answer. */
export function exchange(
  question: string,
  answer: string,
  first = 1,
): ChatEvent[] {
  return [
    ...numbered(
      `q${first}`,
      [
        {
          type: 'message-start',
          role: 'user',
          agent: 'consultant',
          createdAt: AT,
          text: question,
        },
      ],
      first,
    ),
    ...numbered(
      `a${first}`,
      [
        {
          type: 'message-start',
          role: 'assistant',
          agent: 'consultant',
          createdAt: AT,
        },
        { type: 'status', text: 'Searching the docs' },
        { type: 'text-delta', delta: answer },
        { type: 'message-end', finishReason: 'stop' },
      ],
      first + 1,
    ),
  ];
}

/** A passage for tests. */
export const runbook = {
  id: 's1',
  title: 'Restore a database',
  heading: 'To a second',
  url: '/docs/default/component/zerotouch/runbooks/restore/#to-a-second',
  quote: 'Write a claim with recoverFrom.',
};
