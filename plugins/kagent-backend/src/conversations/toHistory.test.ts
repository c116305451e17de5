import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { toHistory } from './toHistory';

const start = (seq: number, role: 'user' | 'assistant', text?: string) =>
  ({
    type: 'message-start',
    seq,
    messageId: `m${seq}`,
    role,
    agent: 'a',
    createdAt: '2026-11-23T08:00:00.000Z',
    text,
  } satisfies ChatEvent);
const delta = (seq: number, messageId: string, text: string) =>
  ({ type: 'text-delta', seq, messageId, delta: text } satisfies ChatEvent);

describe('toHistory', () => {
  const events = [
    start(1, 'user', 'one'),
    start(2, 'assistant'),
    delta(3, 'm2', 'an'),
    delta(4, 'm2', 'swer'),
    delta(5, 'unknown', 'lost'),
    start(6, 'user', 'two'),
    start(7, 'assistant'),
  ];

  it('folds events into messages and leaves empty ones out', () => {
    expect(toHistory(events, { limit: 10 })).toEqual([
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'answer' },
      { role: 'user', text: 'two' },
    ]);
  });

  it('keeps the last messages', () => {
    expect(toHistory(events, { limit: 1 })).toEqual([
      { role: 'user', text: 'two' },
    ]);
  });

  it('leaves out what was edited, with all that followed it', () => {
    expect(
      toHistory([...events, { ...start(8, 'user', 'three'), replaces: 'm6' }], {
        limit: 10,
      }).map(({ text }) => text),
    ).toEqual(['one', 'answer', 'three']);
  });

  it('starts an answer that began anew from nothing', () => {
    expect(
      toHistory(
        [
          ...events.slice(0, 4),
          { type: 'message-restart', seq: 5, messageId: 'm2' },
          delta(6, 'm2', 'again'),
        ],
        { limit: 10 },
      ),
    ).toContainEqual({ role: 'assistant', text: 'again' });
  });

  it('carries what was attached', () => {
    const attachments = [{ kind: 'log' as const, title: 'a', text: 'b' }];
    expect(
      toHistory([{ ...start(1, 'user', 'one'), attachments }], { limit: 10 }),
    ).toEqual([{ role: 'user', text: 'one', attachments }]);
  });
});
