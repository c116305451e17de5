import { suggest } from './suggest';

const fields = ['size', 'storageGB', 'maxConnections', 'backup'];

it.each([
  ['storagegb', 'storageGB'],
  ['storage', 'storageGB'],
  ['sise', 'size'],
  ['backups', 'backup'],
  ['maxConnection', 'maxConnections'],
  ['entirely', undefined],
  ['', undefined],
])('finds what %s was meant to be', (word, expected) => {
  expect(suggest(word, fields)).toBe(expected);
});
