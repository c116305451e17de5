import { listDocuments } from './listDocuments';

it('lists what identifies the claims of a file', () => {
  const text =
    '---\n---\nkind: XPostgres\nmetadata: {name: a, namespace: acme}\n---\n- list\n---\nkind: 7\n';
  expect(listDocuments(text)).toMatchObject([
    { index: 0, kind: 'XPostgres', name: 'a', namespace: 'acme', errors: [] },
    { index: 1, kind: undefined, name: undefined },
    { index: 2, kind: undefined },
  ]);
});

it('says what is wrong and on which line', () => {
  const [document] = listDocuments('a: 1\nb: [1\nc: 2\n');
  expect(document.errors[0].line).toBeGreaterThan(1);
  expect(document.errors[0].message).not.toBe('');
});
