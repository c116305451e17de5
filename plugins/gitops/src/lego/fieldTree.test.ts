import type { LegoField } from '@zerotouch/plugin-gitops-common';
import { anchorOf, countFields, filterTree, toFieldTree } from './fieldTree';

const field = (path: string, description = ''): LegoField => ({
  field: path,
  description,
  type: 'text',
  isRequired: false,
  limits: [],
  rules: [],
  effects: [],
});
const tree = toFieldTree([
  field('size', 'How large.'),
  field('backup', 'The archive.'),
  field('backup.schedule', 'When it runs.'),
  field('databases'),
  field('databases[].name', 'Its name.'),
  field('env'),
  field('env{}.secret'),
]);

it('puts fields under those that hold them', () => {
  expect(tree.map(({ name }) => name)).toEqual([
    'size',
    'backup',
    'databases',
    'env',
  ]);
  expect(tree[1].children.map(({ name }) => name)).toEqual(['schedule']);
  expect(tree[2].children[0].field).toBe('databases[].name');
  expect(tree[3].children[0].field).toBe('env{}.secret');
  expect(countFields(tree)).toBe(7);
});

it.each([
  ['', 7],
  ['SCHEDULE', 2],
  ['when runs', 2],
  ['archive', 2],
  ['nothing like it', 0],
])('finds %j in %i fields', (text, count) => {
  expect(countFields(filterTree(tree, text))).toBe(count);
});

it('has an anchor for each field', () => {
  expect(anchorOf('backup.schedule')).toBe('spec.backup.schedule');
});
