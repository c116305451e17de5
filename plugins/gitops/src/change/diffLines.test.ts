import { diffLines } from './diffLines';

const render = (before: string, after: string, context = 1) =>
  diffLines(before, after, context).map(line => {
    switch (line.type) {
      case 'gap':
        return `… ${line.count}`;
      case 'added':
        return `+${line.line} ${line.text}`;
      case 'removed':
        return `-${line.line} ${line.text}`;
      default:
        return ` ${line.line} ${line.text}`;
    }
  });

it('shows a change with its neighbours and folds the rest', () => {
  expect(render('a\nb\nc\nd\ne', 'a\nb\nC\nd\ne')).toEqual([
    '… 1',
    ' 2 b',
    '-3 c',
    '+3 C',
    ' 4 d',
    '… 1',
  ]);
});

it('matches lines between two changes', () => {
  expect(render('a\nb\nc\nd\ne\nf', 'A\nb\nc\nd\ne\nF')).toEqual([
    '-1 a',
    '+1 A',
    ' 2 b',
    '… 2',
    ' 5 e',
    '-6 f',
    '+6 F',
  ]);
});

it('is empty for the same text', () => {
  expect(diffLines('a\nb', 'a\nb')).toEqual([]);
});

it('shows lines that come and go', () => {
  expect(render('a\nb\n', 'a\nx\nb\n', 0)).toEqual(['… 1', '+2 x', '… 2']);
  expect(render('a\nx\nb\n', 'a\nb\n', 0)).toEqual(['… 1', '-2 x', '… 2']);
});

it('does not match huge changes line by line', () => {
  const lines = (prefix: string) =>
    Array.from({ length: 3_000 }, (_, index) => `${prefix}${index}`).join('\n');
  expect(diffLines(lines('a'), lines('b'))).toHaveLength(6_000);
});
