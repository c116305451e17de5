import type { Finding } from '@zerotouch/plugin-gitops-common';
import { RiAlertFill, RiErrorWarningLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { agentPath } from '../paths/portalPaths';
import styles from './home.module.css';

const SHOWN = 20;

/** What is wrong in the platform repository, with its place. */
export function Problems(props: { problems: Finding[] }) {
  const hidden = props.problems.length - SHOWN;
  return (
    <>
      <ul className={styles.rows}>
        {props.problems.slice(0, SHOWN).map(problem => (
          <li
            key={`${problem.path} ${problem.line} ${problem.message}`}
            className={styles.problem}
          >
            {problem.severity === 'error' ? (
              <span className={styles.danger}>
                <RiAlertFill size={16} aria-label="Error" />
              </span>
            ) : (
              <span className={styles.warning}>
                <RiErrorWarningLine size={16} aria-label="Warning" />
              </span>
            )}
            <span className={styles.title}>{problem.message}</span>
            <code className={styles.place}>
              {problem.path}
              {problem.line !== undefined && `:${problem.line}`}
            </code>
            <Link
              className={styles.review}
              to={agentPath(
                `What is wrong in ${problem.path}? The portal says: ${problem.message}`,
              )}
            >
              Ask
            </Link>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p className={styles.footnote}>
          {hidden} more. Mend these first: one mistake often causes several.
        </p>
      )}
    </>
  );
}
