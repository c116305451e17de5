import { diffLines } from './diffLines';

const MARKS = { same: ' ', removed: '-', added: '+', gap: '@' };
const render = (before: string, after: string) =>
  diffLines(before, after).map(({ kind, text }) => `${MARKS[kind]}${text}`);

it.each<[string, string, string, string[]]>([
  ['a changed line', 'a\nb\nc', 'a\nB\nc', [' a', '-b', '+B', ' c']],
  ['a new text', '', 'a\nb\n', ['+a', '+b']],
  ['a removed text', 'a\nb\n', '', ['-a', '-b']],
  ['a line at the end', 'a', 'a\nb', [' a', '+b']],
  ['a line at the start', 'b', 'a\nb', ['+a', ' b']],
  ['lines that repeat', 'a\na', 'a\na\na', [' a', ' a', '+a']],
  ['a swap', 'a\nb', 'b\na', ['-a', ' b', '+a']],
  ['nothing', 'a', 'a', ['@1']],
])('tells %s', (_, before, after, lines) => {
  expect(render(before, after)).toEqual(lines);
});

it('leaves out what is far from a change', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `l${index}`);
  const changed = lines.with(10, 'new');
  expect(render(lines.join('\n'), changed.join('\n'))).toEqual([
    '@7',
    ' l7',
    ' l8',
    ' l9',
    '-l10',
    '+new',
    ' l11',
    ' l12',
    ' l13',
    '@6',
  ]);
});

it('shows texts that are too long to compare whole', () => {
  const text = (mark: string) =>
    Array.from({ length: 1_100 }, (_, index) => `${mark}${index}`).join('\n');
  const lines = diffLines(text('a'), text('b'));
  expect(lines).toHaveLength(2_200);
  expect(lines[0]).toEqual({ kind: 'removed', text: 'a0' });
});
