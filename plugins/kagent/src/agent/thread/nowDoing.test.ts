import { type EventBody, exchange, numbered } from '../__testUtils__/events';
import type { ChatState } from '../session';
import { nowDoing } from './nowDoing';
import { toThread } from './toThread';

const running = (bodies: EventBody[], change: Partial<ChatState> = {}) =>
  nowDoing({
    status: 'running',
    isStopping: false,
    thread: toThread([
      ...exchange('Why?', '').slice(0, 2),
      ...numbered('a1', bodies, 3),
    ]),
    ...change,
  });
const call: EventBody = {
  type: 'tool-input-available',
  toolCallId: 't',
  toolName: 'get_pod',
  input: {},
};

it.each<[string, EventBody[]]>([
  ['Thinking', []],
  ['Writing', [{ type: 'text-delta', delta: 'a' }]],
  ['Reading a page', [{ type: 'status', text: 'Reading a page' }]],
  ['Using get_pod', [{ type: 'status', text: 'a' }, call]],
  [
    'k8s works',
    [
      call,
      {
        type: 'subagent-update',
        toolCallId: 't',
        agent: 'k8s',
        state: 'running',
        steps: [],
      },
    ],
  ],
])('says "%s"', (words, bodies) => {
  expect(running(bodies)).toBe(words);
});

it('says what the person waits for first', () => {
  expect(running([], { isStopping: true })).toBe('Stopping');
  expect(running([], { isReconnecting: true })).toBe('Connecting again');
  expect(running([], { outgoing: 'Why?' })).toBe('Sending');
  expect(
    running([], { thread: toThread(exchange('Why?', '').slice(0, 1)) }),
  ).toBe('Waiting for the agent');
});
