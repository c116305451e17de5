import { Button, VisuallyHidden } from '@backstage/ui';
import type { ProposalSummary } from '@zerotouch/plugin-gitops-common';
import { Link } from 'react-router-dom';
import { AuthorMark } from '../../author';
import { RelativeTime } from '@zerotouch/plugin-gitops';
import { ChecksMark } from './ChecksMark';
import styles from './list.module.css';

/** One proposal of the queue; struck once it is decided here, with the way back where there is one. */
export function ProposalRow(props: {
  proposal: ProposalSummary;
  href: string;
  isSelected: boolean;
  isStruck: boolean;
  onUndo?(): void;
}) {
  const { proposal, href, isSelected, isStruck, onUndo } = props;
  const { decision, state, tenants } = proposal;
  return (
    <li className={styles.row} data-selected={isSelected || undefined}>
      <Link
        to={href}
        className={styles.link}
        aria-current={isSelected ? 'page' : undefined}
        data-queue-row
      >
        <span className={styles.title}>
          {isStruck ? <s>{proposal.title}</s> : proposal.title}
        </span>{' '}
        <span className={styles.facts}>
          <span>#{proposal.number}</span>{' '}
          <AuthorMark author={proposal.author} />{' '}
          {tenants.length > 0 && <span>{tenants.join(', ')}</span>}{' '}
          <RelativeTime iso={decision?.at ?? proposal.createdAt} />{' '}
          {state === 'open' ? (
            <ChecksMark state={proposal.checksState} label="checks" />
          ) : (
            <span>{state === 'merged' ? 'merged' : 'rejected'}</span>
          )}
        </span>
      </Link>
      {onUndo && (
        <Button size="small" variant="tertiary" onPress={onUndo}>
          Undo<VisuallyHidden> #{proposal.number}</VisuallyHidden>
        </Button>
      )}
    </li>
  );
}
