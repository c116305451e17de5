import { ButtonLink } from '@backstage/ui';
import { RiGitPullRequestLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { entityPath, proposalPath } from '../paths/portalPaths';
import styles from './change.module.css';

/** Says that a proposal is open and what happens next; takes the focus, as what was there before is gone. */
export function Proposed(props: {
  number: number;
  /** Whether the change went on top of a proposal that was open already. */
  isAdded?: boolean;
  /** One sentence on what comes after the merge. */
  next?: string;
  entityRef: string;
}) {
  const { number, isAdded, next, entityRef } = props;
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <section className={styles.proposed} role="status">
      <h2 ref={ref} tabIndex={-1}>
        <RiGitPullRequestLine size={20} aria-hidden="true" />{' '}
        {isAdded
          ? `Added to proposal #${number}`
          : `Proposal #${number} is open`}
      </h2>
      <p>
        Nothing has changed yet: a person reads it in Approvals and decides.{' '}
        {next}
      </p>
      <div className={styles.buttons}>
        <ButtonLink variant="primary" href={proposalPath(number)}>
          Review the proposal
        </ButtonLink>
        <Link to={entityPath(entityRef)}>Back to the claim</Link>
      </div>
    </section>
  );
}
