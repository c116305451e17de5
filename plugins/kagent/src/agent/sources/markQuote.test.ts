import { runbook } from '../__testUtils__/events';
import { findPassage, markQuote, readPassages } from './markQuote';

const passage =
  '# Restore\n\nTake a [backup](../backup.md) first.\n\nThen write a claim with `recoverFrom`.\n\nWait.';

it('marks what a quote took, without its links and markup', () => {
  expect(
    markQuote(
      passage,
      'Take a backup first.\n\nThen write a claim with recoverFrom.',
    ),
  ).toEqual([
    { text: '# Restore', isQuoted: false },
    { text: 'Take a [backup](../backup.md) first.', isQuoted: true },
    { text: 'Then write a claim with `recoverFrom`.', isQuoted: true },
    { text: 'Wait.', isQuoted: false },
  ]);
});

it('marks a block of which a part is quoted', () => {
  expect(
    markQuote(passage, 'write a claim with recoverFrom').map(
      part => part.isQuoted,
    ),
  ).toEqual([false, false, true, false]);
});

it.each(['', '…', 'Something else entirely.', 'a'])(
  'marks nothing for %j',
  quote => {
    expect(markQuote(passage, quote).some(part => part.isQuoted)).toBe(false);
  },
);

describe('the passage of a source', () => {
  const { heading, id, quote, url } = runbook;
  const item = { id, url, heading, text: `Before.\n\n${quote}` };

  it('is the one of its id, else of its address', () => {
    expect(findPassage([{ ...item, id: 'x', url: '/x' }, item], runbook)).toBe(
      item,
    );
    const other = { ...item, id: undefined };
    expect(findPassage([other], runbook)).toBe(other);
  });

  it('holds what was quoted', () => {
    expect(findPassage([{ ...item, text: 'Rewritten.' }], runbook)).toBe(
      undefined,
    );
    expect(findPassage([], runbook)).toBe(undefined);
  });
});

it.each([
  [{ items: [{ text: 'a', url: '/b' }] }, ['a']],
  [{ items: [{ text: 3, url: '/b' }, 'x', null] }, []],
  [{ items: 'x' }, []],
  ['<html>', []],
])('reads the passages of %j', (answer, texts) => {
  expect(readPassages(answer).map(({ text }) => text)).toEqual(texts);
});
