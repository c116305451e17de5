import { splitBlocks } from './splitBlocks';

const texts = (text: string) => splitBlocks(text).map(block => block.text);

it.each<[string, string, string[]]>([
  ['paragraphs', 'a\n\nb\n\n\nc\n', ['a', 'b', 'c']],
  ['headings and text', '# a\n\nb', ['# a', 'b']],
  ['a paragraph of two lines', 'a\nb', ['a\nb']],
  ['a list with space between', '- a\n\n- b\n\nc', ['- a\n\n- b', 'c']],
  ['a numbered list', '1. a\n\n   more\n\n2. b', ['1. a\n\n   more\n\n2. b']],
  ['a list after text', 'a\n\n- b', ['a', '- b']],
  ['code with empty lines', '```\na\n\nb\n```\n\nc', ['```\na\n\nb\n```', 'c']],
  [
    'code in code',
    '````md\n```\n\na\n```\n\n````\n\nb',
    ['````md\n```\n\na\n```\n\n````', 'b'],
  ],
  [
    'code in a list',
    '- a\n\n  ```\n\n  b\n  ```\n\nc',
    ['- a\n\n  ```\n\n  b\n  ```', 'c'],
  ],
  ['indented code', '    a\n\n    b\n\nc', ['    a\n\n    b', 'c']],
  ['a table', '| a |\n| - |\n| 1 |\n\nb', ['| a |\n| - |\n| 1 |', 'b']],
  ['backticks in a line of text', '``` a ``` b\n\nc', ['``` a ``` b', 'c']],
  ['link definitions', '[a]\n\n[a]: /b', ['[a]\n\n[a]: /b']],
  ['footnotes', 'a[^1]\n\n[^1]: b', ['a[^1]\n\n[^1]: b']],
  [
    'what looks like a definition in code',
    '```\n[warn]: a\n```\n\nb',
    ['```\n[warn]: a\n```', 'b'],
  ],
  ['nothing', ' \n\n', []],
])('splits %s', (_, text, expected) => {
  expect(texts(text)).toEqual(expected);
});

it.each<[string, boolean]>([
  ['a', false],
  ['```yaml\na: 1', true],
  ['```yaml\na: 1\n```', false],
  ['```yaml\na: 1\n``', true],
  ['~~~\n```', true],
  ['a\n\n```\nb\n```\n\nc', false],
  ['[a]: /b\n\n```\nc', true],
])('knows whether the code at the end of %j goes on', (text, isOpen) => {
  expect(splitBlocks(text).at(-1)?.isOpen).toBe(isOpen);
});

it('leaves finished blocks as they were while text is added', () => {
  const whole = '# A\n\ntext\n\n- a\n- b\n\n```yaml\na: 1\n\nb: 2\n```\n\nend';
  let before: string[] = [];
  for (let length = 1; length <= whole.length; length++) {
    const now = texts(whole.slice(0, length));
    const finished = before.slice(0, -1);
    expect(now.slice(0, finished.length)).toEqual(finished);
    before = now;
  }
  expect(before).toHaveLength(5);
});

it.each(['> ', '>', '-  ', '1.  ', '>  - '])(
  'is quick on a line of many %j',
  mark => {
    const started = performance.now();
    splitBlocks(`${mark.repeat(28)}x`);
    splitBlocks(`${mark.repeat(2_000)}x`);
    expect(performance.now() - started).toBeLessThan(1_000);
  },
);

it.each(['> ```\na\n\nb\n```', '1. - ```\n\na', ' >  > ~~~\n\na'])(
  'knows code within quotes and lists in %j',
  text => {
    expect(texts(text)).toEqual([text]);
  },
);
