import type { Finding } from '@zerotouch/plugin-gitops-common';
import { RiAlertFill, RiErrorWarningLine } from '@remixicon/react';
import styles from './claim.module.css';

/** What is wrong with a claim, errors first. */
export function Findings(props: { findings: Finding[] }) {
  if (props.findings.length === 0) {
    return null;
  }
  const sorted = [...props.findings].sort((a, b) =>
    a.severity.localeCompare(b.severity),
  );
  return (
    <ul className={styles.findings}>
      {sorted.map(({ severity, message, line }) => (
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
          </span>
        </li>
      ))}
    </ul>
  );
}
