import { parseChangedPaths, parseDiff } from './parseDiff';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

describe('parseDiff', () => {
  it('reads nothing out of nothing', () => {
    expect(parseDiff(Buffer.alloc(0))).toEqual([]);
  });

  it('gives each change its own patch, and a change of type both of its parts', () => {
    const raw = [
      `:120000 100644 ${A} ${B} T`,
      'link',
      `:100644 100644 ${A} ${B} R100`,
      'old',
      'new',
      `:100644 100644 ${A} ${B} M`,
      'text',
      '1\t1\tlink',
      '0\t0\t',
      'old',
      'new',
      '1\t0\ttext',
      '',
    ].join('\0');
    const patches = [
      'diff --git a/link b/link\ndeleted file mode 120000\n--- a/link\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n',
      'diff --git a/link b/link\nnew file mode 100644\n--- /dev/null\n+++ b/link\n@@ -0,0 +1 @@\n+y\n',
      'diff --git a/old b/new\nsimilarity index 100%\nrename from old\nrename to new\n',
      'diff --git a/text b/text\n--- a/text\n+++ b/text\n@@ -1 +1,2 @@\n a\n+diff --git a/z b/z\n',
    ];
    expect(parseDiff(Buffer.from(`${raw}\0${patches.join('')}`))).toEqual([
      {
        path: 'link',
        status: 'modified',
        additions: 1,
        deletions: 1,
        patch: '@@ -1 +0,0 @@\n-x\n@@ -0,0 +1 @@\n+y\n',
      },
      {
        path: 'new',
        previousPath: 'old',
        status: 'renamed',
        additions: 0,
        deletions: 0,
      },
      {
        path: 'text',
        status: 'modified',
        additions: 1,
        deletions: 0,
        patch: '@@ -1 +1,2 @@\n a\n+diff --git a/z b/z\n',
      },
    ]);
  });
});

describe('parseChangedPaths', () => {
  it('reads the paths of several commits, renamed ones under their new name', () => {
    const output = [A, 'M', 'x', 'R090', 'old', 'new', B, 'D', 'y', ''];
    expect(parseChangedPaths(Buffer.from(output.join('\0')))).toEqual(
      new Map([
        [A, ['x', 'new']],
        [B, ['y']],
      ]),
    );
  });
});
