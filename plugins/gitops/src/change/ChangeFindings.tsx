import type { ChangeFinding } from '@zerotouch/plugin-gitops-common';
import { RiAlertFill, RiErrorWarningLine } from '@remixicon/react';
import styles from './change.module.css';

/** What is wrong with a change, errors first, each with the way out where there is one. */
export function ChangeFindings(props: { findings: ChangeFinding[] }) {
  const { findings } = props;
  if (findings.length === 0) return null;
  const sorted = [...findings].sort((a, b) =>
    a.severity.localeCompare(b.severity),
  );
  const hasErrors = sorted[0].severity === 'error';
  return (
    <ul className={styles.findings} role={hasErrors ? 'alert' : undefined}>
      {sorted.map(({ severity, message, line, wayOut }) => (
        <li
          key={`${line} ${message}`}
          className={severity === 'error' ? styles.error : styles.warning}
        >
          {severity === 'error' ? (
            <RiAlertFill size={16} aria-label="Error" />
          ) : (
            <RiErrorWarningLine size={16} aria-label="Warning" />
          )}
          <span>
            {line !== undefined && `Line ${line}: `}
            {message}
            {wayOut && (
              <>
                {' '}
                <em>{wayOut}</em>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
