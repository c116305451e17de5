import { Button } from '@backstage/ui';
import { RiGitPullRequestLine } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { describeAuthor } from '../author/describeAuthor';
import type { ClaimFile } from '../change/loadClaimFile';
import { proposalPath } from '../paths/portalPaths';
import styles from './edit.module.css';

/** A claim has one open proposal at most; whoever edits it again builds on that one, or decides it first. */
export function OpenProposalChoice(props: {
  proposal: ClaimFile['proposals'][number];
  onBuild: () => void;
}) {
  const { number, title, author } = props.proposal;
  return (
    <div className={styles.choice} role="status">
      <RiGitPullRequestLine size={18} aria-hidden="true" />
      <p>
        <Link to={proposalPath(number)}>
          #{number} {title}
        </Link>{' '}
        by {describeAuthor(author)} changes this file and is open. Build on it,
        or decide it first.
      </p>
      <Button variant="secondary" size="small" onPress={props.onBuild}>
        Build on #{`${number}`}
      </Button>
    </div>
  );
}
