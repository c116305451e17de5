import { useMemo } from 'react';
import styles from './change.module.css';
import { diffLines } from './diffLines';

const SIGNS = { added: '+', removed: '−', same: ' ' };

/** What a change does to a file, line by line. */
export function FileDiff(props: {
  path: string;
  before: string;
  after: string;
}) {
  const { path, before, after } = props;
  const lines = useMemo(() => diffLines(before, after), [before, after]);
  if (lines.length === 0) {
    return <p className={styles.calm}>The file stays as it is.</p>;
  }
  return (
    <div
      className={styles.diff}
      role="group"
      aria-label={`Change of ${path}`}
      // A long line scrolls, so the keyboard has to reach it.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {lines.map(line =>
        line.type === 'gap' ? (
          <div key={`gap ${line.line}`} className={styles.gap}>
            {line.count} {line.count === 1 ? 'line stays' : 'lines stay'}
          </div>
        ) : (
          <div
            key={`${line.type} ${line.line} ${line.text}`}
            className={styles[line.type]}
          >
            <span aria-hidden="true">{SIGNS[line.type]}</span>
            {line.type !== 'same' && (
              <span className={styles.spoken}>{line.type}: </span>
            )}
            <code>{line.text || ' '}</code>
          </div>
        ),
      )}
    </div>
  );
}
