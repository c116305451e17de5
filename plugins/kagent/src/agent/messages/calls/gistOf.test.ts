import { gistOf } from './gistOf';

it.each<[unknown, string]>([
  [{}, ''],
  [undefined, ''],
  [{ query: 'restore a database' }, 'restore a database'],
  [{ namespace: 'acme', name: 'orders-db', limit: 3 }, 'acme · orders-db · 3'],
  [{ spec: { a: 1 }, name: 'x', body: ' ' }, 'x'],
  ['a\n  b', 'a b'],
  [{ a: 'x'.repeat(50) }, `${'x'.repeat(40)} …`],
  [{ a: 'a'.repeat(38), b: 'b'.repeat(38) }, `${'a'.repeat(38)} …`],
])('tells %j as %j', (input, gist) => {
  expect(gistOf(input)).toBe(gist);
});
