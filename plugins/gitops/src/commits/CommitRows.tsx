import type { Commit } from '@zerotouch/plugin-gitops-common';
import { Link } from 'react-router-dom';
import { shortName } from '../author/describeAuthor';
import { proposalPath } from '../paths/portalPaths';
import { RelativeTime } from '../time/RelativeTime';
import { ShortSha } from './ShortSha';
import styles from './commits.module.css';

/** Commits, newest first; those of a proposal lead to it. */
export function CommitRows(props: { commits: Commit[] }) {
  return (
    <ul className={styles.rows}>
      {props.commits.map(commit => (
        <li key={commit.sha}>
          <ShortSha sha={commit.sha} />
          <span className={styles.title}>
            {commit.proposalNumber ? (
              <Link to={proposalPath(commit.proposalNumber)}>
                {commit.title}
              </Link>
            ) : (
              commit.title
            )}
          </span>
          <span className={styles.facts}>
            {commit.approvedBy
              ? `approved by ${shortName(commit.approvedBy)}`
              : commit.authorName}{' '}
            · <RelativeTime iso={commit.committedAt} suffix="ago" />
          </span>
        </li>
      ))}
    </ul>
  );
}
