import { readChanges } from './readChanges';

it('finds the files of a proposed change', () => {
  expect(
    readChanges({
      title: 'Raise the storage',
      changes: [
        { path: 'tenants/acme/a.yaml', content: 'a: 1' },
        { path: 'tenants/acme/b.yaml', content: null },
      ],
    }),
  ).toEqual([
    { kind: 'file', path: 'tenants/acme/a.yaml', content: 'a: 1' },
    { kind: 'file', path: 'tenants/acme/b.yaml', content: null },
  ]);
});

it.each([
  ['old', 'new'],
  ['from', 'to'],
  ['old_string', 'new_string'],
])('finds a pair of %s and %s', (old, next) => {
  expect(
    readChanges({ field: 'storage', [old]: '20Gi', [next]: '40Gi' }),
  ).toEqual([
    { kind: 'texts', label: 'storage', before: '20Gi', after: '40Gi' },
  ]);
});

it('finds pairs in lists, and shows trees as text', () => {
  expect(readChanges({ edits: [{ before: { a: 1 }, after: null }] })).toEqual([
    {
      kind: 'texts',
      label: 'before → after',
      before: '{\n  "a": 1\n}',
      after: '',
    },
  ]);
});

it('finds a unified diff', () => {
  const patch = '@@ -1 +1 @@\n-a\n+b';
  expect(readChanges({ patch })).toEqual([
    { kind: 'patch', label: 'patch', patch },
  ]);
});

it.each([
  [{ name: 'web-0', namespace: 'acme' }],
  [{ from: 'a', to: 'a' }],
  [{ from: 'yesterday' }],
  [{ path: 'a', content: 3 }],
  [{ text: 'see @@ here' }],
  ['text'],
  [undefined],
])('finds none in %j', input => {
  expect(readChanges(input)).toEqual([]);
});
