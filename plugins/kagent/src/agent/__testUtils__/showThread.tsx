import { render } from '@testing-library/react';
import type { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { ThreadView, type ThreadViewProps } from '../ThreadView';
import type { ChatState } from '../session';
import { toThread } from '../thread';
import { ThreadFrame, agents } from './ThreadFrame';
import { type EventBody, exchange, numbered } from './events';

/** A question, and an answer of these events. */
export const answer = (...bodies: EventBody[]): ChatEvent[] => [
  ...exchange('How do I restore?', '').slice(0, 2),
  ...numbered('a1', bodies, 3),
];
/** The end of a whole answer. */
export const end: EventBody = { type: 'message-end', finishReason: 'stop' };
/** A use of a tool. */
export const call = (
  id: string,
  toolName: string,
  input: unknown = {},
): EventBody => ({
  type: 'tool-input-available',
  toolCallId: id,
  toolName,
  input,
});
/** What a tool answered after 1,050 ms. */
export const result = (
  id: string,
  output: unknown,
  isError = false,
): EventBody => ({
  type: 'tool-output-available',
  toolCallId: id,
  output,
  isError,
  durationMs: 1_050,
});

/** Renders a conversation. @returns The handlers that it was given. */
export function showThread(
  events: ChatEvent[],
  change: Partial<ThreadViewProps> = {},
  stateChange: Partial<ChatState> = {},
) {
  const handlers = {
    onRetry: jest.fn(),
    onDecide: jest.fn(),
    onAsk: jest.fn(),
    onEdit: jest.fn(),
    onFeedback: jest.fn(),
  };
  const state: ChatState = {
    status: 'idle',
    isStopping: false,
    thread: toThread(events),
    ...stateChange,
  };
  render(
    <ThreadFrame>
      <ThreadView state={state} agents={agents} {...handlers} {...change} />
    </ThreadFrame>,
  );
  return handlers;
}
