import type { Commit, ProposalSummary } from '@zerotouch/plugin-gitops-common';
import { RiAlertFill, RiGitPullRequestLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { describeAuthor } from '../author/describeAuthor';
import { ShortSha } from '../commits/ShortSha';
import { agentPath, proposalPath } from '../paths/portalPaths';
import { RelativeTime } from '../time/RelativeTime';
import type { ClaimIdentity } from './claimIdentity';
import { claimRefOf } from './claimRefOf';
import styles from './claim.module.css';

/** Says that proposals wait which change this claim. */
export function OpenProposals(props: {
  proposals: Pick<ProposalSummary, 'number' | 'title' | 'author'>[];
}) {
  return (
    <div className={styles.banner} role="status">
      <RiGitPullRequestLine size={18} aria-hidden="true" />
      <ul>
        {props.proposals.map(({ number, title, author }) => (
          <li key={number}>
            Open proposal{' '}
            <Link to={proposalPath(number)}>
              #{number} {title}
            </Link>{' '}
            by {describeAuthor(author)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Says what is wrong with the claim's file on main. */
export function ClaimError(props: { claim: ClaimIdentity }) {
  const { path, error } = props.claim;
  return (
    <div className={`${styles.banner} ${styles.broken}`} role="alert">
      <RiAlertFill size={18} aria-hidden="true" />
      <div>
        <strong>
          The file on main is broken; showing the last good version.
        </strong>
        <pre>{error}</pre>
        <Link
          to={agentPath(
            `How do I mend ${path}? The portal says: ${error}`,
            claimRefOf(props.claim),
          )}
        >
          Ask the agent
        </Link>
      </div>
    </div>
  );
}

/** Says which commit the values come from. */
export function LastGoodVersion(props: { commit: Commit }) {
  return (
    <p className={styles.footnote}>
      Values of <ShortSha sha={props.commit.sha} />,{' '}
      <RelativeTime iso={props.commit.committedAt} suffix="ago" />.
    </p>
  );
}
