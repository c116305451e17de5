import { Button, Skeleton } from '@backstage/ui';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import type { FileChange } from '@zerotouch/plugin-gitops-common';
import { Suspense, lazy, memo, useCallback, useEffect } from 'react';
import styles from './diff.module.css';
import { fileAnchor } from './fileAnchor';
import { MAX_LINES_UNASKED, type FilePlan } from './planDiff';

const HunksView = lazy(() => import('./HunksView'));

function title(file: FileChange): string {
  return file.previousPath ? `${file.previousPath} → ${file.path}` : file.path;
}

function Binary(props: { onShown(): void }) {
  const { onShown } = props;
  useEffect(() => {
    onShown();
  }, [onShown]);
  return <p className={styles.note}>Binary file; its content is not shown.</p>;
}

interface FileDiffProps {
  plan: FilePlan;
  isOpen: boolean;
  isNew: boolean;
  viewType: 'split' | 'unified';
  onToggle(path: string): void;
  onShown(path: string): void;
}

function FileDiffView(props: FileDiffProps) {
  const { plan, isOpen, isNew, viewType, onToggle, onShown } = props;
  const { file, lines } = plan;
  const shown = useCallback(() => onShown(file.path), [onShown, file.path]);
  const bodyId = `${fileAnchor(file.path)}-body`;
  return (
    <section
      id={fileAnchor(file.path)}
      className={styles.file}
      aria-label={`Change of ${file.path}`}
      tabIndex={-1}
    >
      <h4 className={styles.fileHead}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => onToggle(file.path)}
        >
          {isOpen ? (
            <RiArrowDownSLine aria-hidden />
          ) : (
            <RiArrowRightSLine aria-hidden />
          )}
          <span className={styles.path}>{title(file)}</span>
          {isNew && <span className={styles.moved}>changed since</span>}
          <span className={styles.counts}>
            {file.status === 'modified' ? '' : `${file.status} · `}+
            {file.additions} −{file.deletions}
          </span>
        </button>
      </h4>
      <div id={bodyId} className={styles.body}>
        {!isOpen && (
          <p className={styles.note}>
            {lines > MAX_LINES_UNASKED
              ? `${lines.toLocaleString()} lines; drawing them may take a moment. `
              : `${lines.toLocaleString()} lines, folded. `}
            <Button
              size="small"
              variant="secondary"
              onPress={() => onToggle(file.path)}
            >
              Show the change
            </Button>
          </p>
        )}
        {isOpen && file.patch === undefined && <Binary onShown={shown} />}
        {isOpen && file.patch !== undefined && (
          <Suspense fallback={<Skeleton width="100%" height={80} />}>
            <HunksView
              file={file}
              patch={file.patch}
              viewType={viewType}
              onShown={shown}
            />
          </Suspense>
        )}
      </div>
    </section>
  );
}

/** One file of a change, folded or drawn. */
export const FileDiff = memo(FileDiffView);
