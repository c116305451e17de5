import type { FileChange } from '@zerotouch/plugin-gitops-common';
import { FOLD_ABOVE_LINES, MAX_LINES_UNASKED, planDiff } from './planDiff';

function fileOf(path: string, lines: number | undefined): FileChange {
  return {
    path,
    status: 'modified',
    additions: 1,
    deletions: 0,
    patch: lines === undefined ? undefined : Array(lines).fill('+x').join('\n'),
  };
}

it('opens small files, folds a large one, and opens what has no patch', () => {
  const plans = planDiff([
    fileOf('small', 10),
    fileOf('limit', FOLD_ABOVE_LINES),
    fileOf('large', FOLD_ABOVE_LINES + 1),
    fileOf('binary', undefined),
  ]);
  expect(plans.map(p => [p.file.path, p.lines, p.startsOpen])).toEqual([
    ['small', 10, true],
    ['limit', FOLD_ABOVE_LINES, true],
    ['large', FOLD_ABOVE_LINES + 1, false],
    ['binary', 0, true],
  ]);
});

it('never opens more than the limit unasked', () => {
  const plans = planDiff(
    Array.from({ length: 20 }, (_, n) => fileOf(`f${n}`, 400)),
  );
  const open = plans.filter(p => p.startsOpen);
  expect(open).toHaveLength(7);
  expect(open.reduce((sum, p) => sum + p.lines, 0)).toBeLessThanOrEqual(
    MAX_LINES_UNASKED,
  );
});
