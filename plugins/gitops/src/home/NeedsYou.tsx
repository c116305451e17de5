import type {
  Commit,
  ProposalPage,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';
import {
  RiAlertFill,
  RiGitPullRequestLine,
  RiShieldUserLine,
  RiTimeLine,
} from '@remixicon/react';
import { Link } from 'react-router-dom';
import { describeAuthor } from '../author/describeAuthor';
import { proposalPath } from '../paths/portalPaths';
import { RelativeTime } from '../time/RelativeTime';
import type { WaitingItem } from '../waiting/waitingApi';
import styles from './home.module.css';

/** What waits for a decision, agents first; when there is nothing, when something last changed. */
export function NeedsYou(props: {
  page: ProposalPage;
  /** What waits beside proposals. */
  others: WaitingItem[];
  lastCommit?: Commit;
}) {
  const { items } = props.page;
  if (items.length === 0 && props.others.length === 0) {
    const { lastCommit } = props;
    return (
      <p className={styles.calm}>
        Nothing needs you.
        {lastCommit && (
          <>
            {' '}
            Last change{' '}
            <RelativeTime iso={lastCommit.committedAt} suffix="ago" /> by{' '}
            {lastCommit.authorName}.
          </>
        )}
      </p>
    );
  }
  return (
    <ul className={styles.rows}>
      {props.others.map(({ id, title, path, by, since }) => (
        <li key={id} className={styles.proposal}>
          <span className={styles.quiet}>
            <RiShieldUserLine size={16} aria-hidden="true" />
          </span>
          <Link to={path} className={styles.title}>
            {title}
          </Link>
          <span className={styles.facts}>
            Tool call · {by} · <RelativeTime iso={since} suffix="ago" />
          </span>
          <Link
            to={path}
            className={styles.review}
            aria-label={`Review ${title}`}
          >
            Review
          </Link>
        </li>
      ))}
      {items.map(proposal => (
        <li key={proposal.number} className={styles.proposal}>
          <ChecksIcon proposal={proposal} />
          <Link to={proposalPath(proposal.number)} className={styles.title}>
            {proposal.title}
          </Link>
          <span className={styles.facts}>
            #{proposal.number} · {describeAuthor(proposal.author)}
            {proposal.tenants.length > 0 &&
              ` · for ${proposal.tenants.join(', ')}`}{' '}
            · <RelativeTime iso={proposal.createdAt} suffix="ago" />
          </span>
          <Link
            to={proposalPath(proposal.number)}
            className={styles.review}
            aria-label={`Review ${proposal.title}`}
          >
            Review
          </Link>
        </li>
      ))}
    </ul>
  );
}

function ChecksIcon(props: { proposal: ProposalSummary }) {
  switch (props.proposal.checksState) {
    case 'failure':
      return (
        <span className={styles.danger} title="A check failed">
          <RiAlertFill size={16} aria-label="A check failed" />
        </span>
      );
    case 'pending':
      return (
        <span className={styles.quiet} title="Checks are running">
          <RiTimeLine size={16} aria-label="Checks are running" />
        </span>
      );
    default:
      return (
        <span className={styles.quiet}>
          <RiGitPullRequestLine size={16} aria-hidden="true" />
        </span>
      );
  }
}
