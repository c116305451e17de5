import { toReadableValue } from './toReadableValue';

const content = (text: string) => ({ content: [{ type: 'text', text }] });

it.each<[string, unknown, unknown]>([
  ['nothing', undefined, { kind: 'nothing' }],
  ['null', null, { kind: 'nothing' }],
  ['no words', '', { kind: 'nothing' }],
  ['no arguments', {}, { kind: 'nothing' }],
  ['an empty list', [], { kind: 'nothing' }],
  ['words', 'done', { kind: 'text', text: 'done' }],
  ['a number', 3, { kind: 'text', text: '3' }],
  ['no', false, { kind: 'text', text: 'false' }],
  ['what begins like JSON', '{oops', { kind: 'text', text: '{oops' }],
  [
    'flat things',
    { name: 'web-0', ready: true, node: null },
    {
      kind: 'fields',
      fields: [
        ['name', 'web-0'],
        ['ready', 'true'],
        ['node', ''],
      ],
    },
  ],
  ['JSON in text', '{"a": 1}', { kind: 'fields', fields: [['a', '1']] }],
  ['text of a protocol', content('done'), { kind: 'text', text: 'done' }],
  [
    'JSON in text of a protocol',
    content('{"a":1}'),
    { kind: 'fields', fields: [['a', '1']] },
  ],
  ['a lone result', { result: 'done' }, { kind: 'text', text: 'done' }],
  [
    'a list of flat things',
    [{ a: 1 }, { a: 2, b: 'x' }],
    {
      kind: 'table',
      columns: ['a', 'b'],
      rows: [
        ['1', ''],
        ['2', 'x'],
      ],
    },
  ],
  [
    'a lone list',
    { items: [{ a: 1 }] },
    { kind: 'table', columns: ['a'], rows: [['1']] },
  ],
  [
    'a tree',
    { spec: { a: 1 } },
    { kind: 'json', text: '{\n  "spec": {\n    "a": 1\n  }\n}' },
  ],
  ['a list of words', ['a'], { kind: 'json', text: '[\n  "a"\n]' }],
])('reads %s', (_, value, expected) => {
  expect(toReadableValue(value)).toEqual(expected);
});

it('makes no table of long texts or of many columns', () => {
  const wide = Object.fromEntries([...'abcdefg'].map(name => [name, 1]));
  expect(toReadableValue([wide]).kind).toBe('json');
  expect(toReadableValue([{ a: 'x'.repeat(100) }]).kind).toBe('json');
  expect(toReadableValue({ a: 'x\ny' }).kind).toBe('json');
});
