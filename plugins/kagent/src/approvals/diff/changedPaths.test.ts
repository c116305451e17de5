import type { FileChange } from '@zerotouch/plugin-gitops-common';
import { changedPaths } from './changedPaths';

const file = (path: string, patch: string): FileChange => ({
  path,
  patch,
  status: 'modified',
  additions: 1,
  deletions: 1,
});

it('lists what was added, changed or taken out between two versions', () => {
  expect(
    changedPaths(
      [file('same', 'p'), file('changed', 'p'), file('gone', 'p')],
      [file('new', 'p'), file('changed', 'q'), file('same', 'p')],
    ),
  ).toEqual(['changed', 'gone', 'new']);
});

it('lists nothing for the same change', () => {
  expect(changedPaths([file('a', 'p')], [file('a', 'p')])).toEqual([]);
});
