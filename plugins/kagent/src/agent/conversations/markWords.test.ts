import { markWords } from './markWords';

const write = (text: string, words: string) =>
  markWords(text, words)
    .map(piece => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('');

it.each([
  [
    'Restore a database to a second',
    'data SECOND',
    'Restore a [data]base to a [second]',
  ],
  ['a.b axb', 'a.b', '[a.b] axb'],
  ['restoring', 'res restor', '[restor]ing'],
  ['nothing here', '  ', 'nothing here'],
  ['what (is) this', '(is', 'what [(is]) this'],
])('marks in %j the words %j', (text, words, expected) => {
  expect(write(text, words)).toBe(expected);
});
