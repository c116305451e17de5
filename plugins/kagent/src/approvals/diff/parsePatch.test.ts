import { parsePatch } from './parsePatch';

const hunk = '@@ -1,2 +1,2 @@\n kind: A\n-size: 20Gi\n+size: 40Gi\n';

it('parses bare hunks', () => {
  const [first] = parsePatch(hunk);
  expect(first.changes.map(c => [c.type, c.content])).toEqual([
    ['normal', 'kind: A'],
    ['delete', 'size: 20Gi'],
    ['insert', 'size: 40Gi'],
  ]);
});

it('passes over header lines and takes every hunk', () => {
  const hunks = parsePatch(
    `--- a/x.yaml\n+++ b/x.yaml\n${hunk}@@ -10 +10,2 @@\n a\n+b\n`,
  );
  expect(hunks.map(h => h.oldStart)).toEqual([1, 10]);
});

it('keeps changed lines that look like headers', () => {
  const [first] = parsePatch('@@ -1,2 +1 @@\n--- a: b\n diff --git a b\n');
  expect(first.changes.map(c => c.content)).toEqual([
    '-- a: b',
    'diff --git a b',
  ]);
});

it.each(['', 'Binary files differ', 'old mode 100644\nnew mode 100755\n'])(
  'finds no hunk in %j',
  patch => {
    expect(parsePatch(patch)).toEqual([]);
  },
);
