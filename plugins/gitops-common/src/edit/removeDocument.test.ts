import { removeDocument } from './removeDocument';

const THREE = '# head\n---\na: 1 # one\n---\n# two\nb: 2\n---\nc: 3\n';

it.each([
  [0, '# head\n---\n# two\nb: 2\n---\nc: 3\n'],
  [1, '# head\n---\na: 1 # one\n---\nc: 3\n'],
  [2, '# head\n---\na: 1 # one\n---\n# two\nb: 2\n'],
])('takes document %i out and leaves the others', (index, rest) => {
  expect(removeDocument(THREE, index)).toBe(rest);
});

it('takes the first one out of a file without a mark', () => {
  expect(removeDocument('a: 1\n---\nb: 2\n', 0)).toBe('---\nb: 2\n');
});

it('says that nothing is left', () => {
  expect(removeDocument('# only\na: 1\n', 0)).toBeNull();
});

it('does not take a line of text for the end of a document', () => {
  const text = 'a: |\n  ---\n  x\n---\nb: 2\n';
  expect(removeDocument(text, 1)).toBe('a: |\n  ---\n  x\n');
});

it('refuses a document that is not there', () => {
  expect(() => removeDocument('a: 1\n', 3)).toThrow(/none with the number 3/);
});
