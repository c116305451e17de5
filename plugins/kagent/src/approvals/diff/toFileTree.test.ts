import type { FileChange } from '@zerotouch/plugin-gitops-common';
import { type FileTreeNode, toFileTree } from './toFileTree';

const file = (path: string): FileChange => ({
  path,
  status: 'added',
  additions: 1,
  deletions: 0,
});

function outline(nodes: FileTreeNode[], depth = 0): string[] {
  return nodes.flatMap(node => [
    `${'  '.repeat(depth)}${node.name}${node.file ? '' : '/'}`,
    ...outline(node.children, depth + 1),
  ]);
}

it('joins lonely folders and puts folders before files', () => {
  const tree = toFileTree(
    [
      'mkdocs.yml',
      'tenants/acme/orders/xpostgres.yaml',
      'tenants/acme/cache/xdragonfly.yaml',
      'docs/runbooks/a.md',
    ].map(file),
  );
  expect(outline(tree)).toEqual([
    'docs/runbooks/',
    '  a.md',
    'tenants/acme/',
    '  cache/',
    '    xdragonfly.yaml',
    '  orders/',
    '    xpostgres.yaml',
    'mkdocs.yml',
  ]);
});

it('gives every node its whole path', () => {
  const [folder] = toFileTree([file('a/b/c/d.md')]);
  expect(folder).toMatchObject({ name: 'a/b/c', path: 'a/b/c' });
  expect(folder.children[0]).toMatchObject({
    name: 'd.md',
    path: 'a/b/c/d.md',
  });
});

it('keeps a folder and a file of one name apart', () => {
  expect(outline(toFileTree([file('a'), file('a/b')]))).toEqual([
    'a/',
    '  b',
    'a',
  ]);
});
