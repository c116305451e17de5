import { VisuallyHidden } from '@backstage/ui';
import { useMemo } from 'react';
import styles from './diff.module.css';
import { type DiffLine, diffLines } from './diffLines';

const MARKS: Record<DiffLine['kind'], { sign: string; word: string }> = {
  same: { sign: ' ', word: '' },
  removed: { sign: '-', word: 'Removed: ' },
  added: { sign: '+', word: 'Added: ' },
  gap: { sign: '…', word: '' },
};

/** What changes between two texts, line by line. */
export function LineDiff(props: { before: string; after: string }) {
  const lines = useMemo(
    () => diffLines(props.before, props.after),
    [props.before, props.after],
  );
  return (
    // A scrolled region has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.diff} tabIndex={0}>
      {lines.map((line, index) => {
        const { sign, word } = MARKS[line.kind];
        return (
          <span key={index} data-kind={line.kind}>
            <span aria-hidden>{`${sign} `}</span>
            {word && <VisuallyHidden>{word}</VisuallyHidden>}
            {line.kind === 'gap' ? `${line.text} lines as before` : line.text}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}
