import { useEffect, useMemo } from 'react';
import {
  Diff,
  type DiffType,
  Hunk,
  markEdits,
  tokenize,
} from 'react-diff-view';
import 'react-diff-view/style/index.css';
import type { FileChange } from '@zerotouch/plugin-gitops-common';
import { parsePatch } from './parsePatch';

const MARK_EDITS_UP_TO_LINES = 1_000;

const DIFF_TYPES: Record<FileChange['status'], DiffType> = {
  added: 'add',
  modified: 'modify',
  removed: 'delete',
  renamed: 'rename',
};

/**
 * The change of one text file, old at the left and new at the right, or both in one column.
 *
 * @remarks Calls `onShown` once its lines are on the page.
 */
export default function HunksView(props: {
  file: FileChange;
  patch: string;
  viewType: 'split' | 'unified';
  onShown(): void;
}) {
  const { file, patch, viewType, onShown } = props;
  const hunks = useMemo(() => parsePatch(patch), [patch]);
  const tokens = useMemo(() => {
    const lines = hunks.reduce((sum, hunk) => sum + hunk.changes.length, 0);
    if (lines > MARK_EDITS_UP_TO_LINES) return undefined;
    return tokenize(hunks, {
      enhancers: [markEdits(hunks, { type: 'block' })],
    });
  }, [hunks]);
  useEffect(() => {
    onShown();
  }, [onShown, patch]);
  if (hunks.length === 0) return <p>Only the file's name or mode changes.</p>;
  return (
    <Diff
      viewType={viewType}
      diffType={DIFF_TYPES[file.status]}
      hunks={hunks}
      tokens={tokens}
    >
      {all => all.map(hunk => <Hunk key={hunk.content} hunk={hunk} />)}
    </Diff>
  );
}
