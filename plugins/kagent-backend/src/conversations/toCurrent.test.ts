import { ChatEvent } from '@zerotouch/plugin-kagent-common';
import { toCurrent } from './toCurrent';

const start = (
  seq: number,
  messageId: string,
  replaces?: string,
): ChatEvent => ({
  type: 'message-start',
  seq,
  messageId,
  role: messageId.startsWith('q') ? 'user' : 'assistant',
  agent: 'a',
  createdAt: '2026-11-23T08:00:00.000Z',
  ...(replaces ? { replaces } : {}),
});
const delta = (seq: number, messageId: string, text: string): ChatEvent => ({
  type: 'text-delta',
  seq,
  messageId,
  delta: text,
});
const seqs = (events: ChatEvent[]) => toCurrent(events).map(({ seq }) => seq);

describe('toCurrent', () => {
  const talk = [start(1, 'q1'), start(2, 'a1'), delta(3, 'a1', 'one')];

  it('keeps what nobody edited', () => {
    expect(toCurrent(talk)).toEqual(talk);
  });

  it('leaves out an edited message and all that followed it', () => {
    expect(
      seqs([
        ...talk,
        start(4, 'q2'),
        start(5, 'a2'),
        delta(6, 'a2', 'two'),
        start(7, 'q3', 'q2'),
        start(8, 'a3'),
      ]),
    ).toEqual([1, 2, 3, 7, 8]);
  });

  it('follows an edit of an edit', () => {
    expect(
      seqs([
        ...talk,
        start(4, 'q2', 'q1'),
        start(5, 'a2'),
        start(6, 'q3', 'q2'),
        start(7, 'a3'),
      ]),
    ).toEqual([6, 7]);
  });

  it('takes an edit of nothing as a message like any other', () => {
    expect(seqs([...talk, start(4, 'q2', 'gone')])).toEqual([1, 2, 3, 4]);
  });

  it('leaves out what an answer held before it began anew', () => {
    expect(
      seqs([
        ...talk,
        { type: 'message-restart', seq: 4, messageId: 'a1' },
        delta(5, 'a1', 'again'),
      ]),
    ).toEqual([1, 2, 5]);
  });
});
