import { Alert, Button } from '@backstage/ui';
import { describeError } from '@zerotouch/plugin-gitops';
import {
  type Proposal,
  gitopsDecidePermission,
  gitopsProposePermission,
} from '@zerotouch/plugin-gitops-common';
import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../../keyboard';
import { SafeMarkdown } from '../../markdown';
import { ChangeView } from '../diff';
import { ApproveDialog } from './ApproveDialog';
import { CheckList } from './CheckList';
import { CommentList } from './CommentList';
import { ConflictNote } from './ConflictNote';
import { DecidedNote } from './DecidedNote';
import { DecisionBar } from './DecisionBar';
import { ProposalHeader } from './ProposalHeader';
import { RejectDialog } from './RejectDialog';
import styles from './detail.module.css';
import { useAllowed } from '../../query';
import { useDecisions } from './useDecisions';
import { useSeenFiles } from './useSeenFiles';
import { useShownVersion } from './useShownVersion';
import { whyInert } from './whyInert';

/** A proposal with its change, and the decisions about it. */
export function ProposalView(props: {
  latest: Proposal;
  onChanged(proposal: Proposal): void;
  onDecided(proposal: Proposal): void;
  onUndo(): void;
}) {
  const { latest, onChanged } = props;
  const { shown, isBehind, hasMoved, movedPaths, show } =
    useShownVersion(latest);
  const { seen, markSeen } = useSeenFiles(shown.headSha);
  const decide = useAllowed(gitopsDecidePermission);
  const propose = useAllowed(gitopsProposePermission);
  const [dialog, setDialog] = useState<'approve' | 'reject'>();
  const decisions = useDecisions({
    shown,
    onChanged,
    onMoved: next => {
      show(next);
      onChanged(next);
    },
    onDecided: proposal => {
      onChanged(proposal);
      props.onDecided(proposal);
    },
  });
  const isOpen = shown.state === 'open';
  const canDecide = isOpen && decide.isAllowed;
  const inertReason = decide.isLoading
    ? 'Finding out what you may do.'
    : whyInert({ proposal: shown, seen, isBehind, canDecide });
  const isLive = isOpen && !inertReason && !decisions.pending;
  const hasOpenChecks = shown.checks.some(
    check => check.status === 'failure' || check.status === 'pending',
  );

  useKeys({
    a: () => isLive && setDialog('approve'),
    r: () => canDecide && !decisions.pending && setDialog('reject'),
  });

  const article = useRef<HTMLElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    // The pressed button is gone with the decision: the focus stays with the proposal.
    if (
      wasOpen.current &&
      !isOpen &&
      document.activeElement === document.body
    ) {
      article.current?.focus({ preventScroll: true });
    }
    wasOpen.current = isOpen;
  }, [isOpen]);

  return (
    <article
      ref={article}
      tabIndex={-1}
      className={styles.detail}
      aria-label={`Proposal ${shown.number}`}
      aria-busy={Boolean(decisions.pending)}
    >
      <ProposalHeader proposal={shown} />
      {!isOpen && (
        <DecidedNote
          proposal={shown}
          canUndo={propose.isAllowed}
          onUndo={props.onUndo}
        />
      )}
      {(isBehind || hasMoved) && (
        <Alert
          role="alert"
          status="warning"
          icon
          title="Changed since you opened it"
          description={
            isBehind
              ? 'Below is the version you opened; it can no longer be approved.'
              : 'This is the new version. What differs is marked; look at it, then decide again.'
          }
          customActions={
            isBehind ? (
              <Button
                size="small"
                variant="secondary"
                onPress={() => show(latest)}
              >
                Show the new version
              </Button>
            ) : undefined
          }
        />
      )}
      {isOpen && shown.conflicts.length > 0 && (
        <ConflictNote
          conflicts={shown.conflicts}
          isPending={decisions.pending === 'update'}
          onBringMainIn={propose.isAllowed ? decisions.bringMainIn : undefined}
        />
      )}
      {decisions.error !== undefined && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="That did not work"
          description={describeError(decisions.error)}
          customActions={
            <Button size="small" variant="tertiary" onPress={decisions.clear}>
              Dismiss
            </Button>
          }
        />
      )}
      {shown.body.trim() && (
        <section aria-label="Why" className={styles.why}>
          <SafeMarkdown>{shown.body}</SafeMarkdown>
        </section>
      )}
      <CheckList checks={shown.checks} />
      <ChangeView
        key={shown.headSha}
        files={shown.files}
        movedPaths={movedPaths}
        onShown={markSeen}
      />
      <CommentList
        comments={shown.comments}
        isPending={decisions.pending === 'comment'}
        onComment={propose.isAllowed ? decisions.comment : undefined}
      />
      {isOpen && (
        <DecisionBar
          inertReason={inertReason}
          canDecide={canDecide}
          pending={decisions.pending}
          onApprove={
            hasOpenChecks ? () => setDialog('approve') : decisions.approve
          }
          onReject={() => setDialog('reject')}
        />
      )}
      <ApproveDialog
        proposal={shown}
        isOpen={dialog === 'approve' && isLive}
        onOpenChange={open => setDialog(open ? 'approve' : undefined)}
        onApprove={decisions.approve}
      />
      <RejectDialog
        number={shown.number}
        isOpen={dialog === 'reject' && canDecide}
        onOpenChange={open => setDialog(open ? 'reject' : undefined)}
        onReject={decisions.reject}
      />
    </article>
  );
}
