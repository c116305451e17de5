import {
  toastApiRef,
  useApi,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { FullPage, Link, Text, useBreakpoint } from '@backstage/ui';
import {
  announceProposals,
  describeError,
  gitopsApiRef,
  PageState,
} from '@zerotouch/plugin-gitops';
import type {
  Proposal,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';
import { useCallback, useState } from 'react';
import {
  Navigate,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import { approvalsRouteRef } from '../routes';
import { ForgeNote } from './ForgeNote';
import { QueueKeys } from './QueueKeys';
import styles from './approvals.module.css';
import { ProposalDetail } from './detail';
import {
  ProposalList,
  type QueueTab,
  countDecidedToday,
  mergeDecided,
  useQueue,
} from './list';
import { toSummary } from './toSummary';

/** The queue at the left and the chosen proposal at the right; one at a time on a phone. */
export function ApprovalsView() {
  const { number: param } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const gitopsApi = useApi(gitopsApiRef);
  const toastApi = useApi(toastApiRef);
  const basePath = useRouteRef(approvalsRouteRef)?.() ?? '/approvals';
  const { up } = useBreakpoint();
  const isWide = up('md');
  const { open, decided } = useQueue();
  const [decidedHere, setDecidedHere] = useState<ProposalSummary[]>([]);

  const tab: QueueTab = search.get('tab') === 'decided' ? 'decided' : 'waiting';
  const number = /^[1-9]\d{0,8}$/.test(param ?? '') ? Number(param) : undefined;
  const half = tab === 'waiting' ? open : decided;
  const rows =
    tab === 'waiting'
      ? mergeDecided(open.query.data ?? [], decidedHere)
      : decided.query.data ?? [];
  const suffix = tab === 'decided' ? '?tab=decided' : '';
  const toHref = (target: number) => `${basePath}/${target}${suffix}`;

  const reloadOpen = open.query.reload;
  const reloadDecided = decided.query.reload;
  const onDecided = useCallback(
    (proposal: Proposal) => {
      setDecidedHere(old => [
        ...old.filter(other => other.number !== proposal.number),
        toSummary(proposal),
      ]);
      reloadOpen();
      reloadDecided();
      announceProposals();
    },
    [reloadOpen, reloadDecided],
  );
  const onUndo = async (target: number) => {
    try {
      const revert = await gitopsApi.revertProposal(target);
      toastApi.post({
        title: `#${revert.number} takes #${target} back once you approve it`,
        status: 'info',
        timeout: 8_000,
      });
      reloadOpen();
      announceProposals();
      navigate(`${basePath}/${revert.number}`);
    } catch (error) {
      toastApi.post({
        title: `#${target} could not be taken back`,
        description: describeError(error),
        status: 'danger',
      });
    }
  };

  const first = open.query.data?.[0];
  if (param === undefined && isWide && tab === 'waiting' && first) {
    return <Navigate to={toHref(first.number)} replace />;
  }
  const hasList = isWide || param === undefined;
  return (
    <FullPage className={styles.page}>
      <QueueKeys />
      {hasList && (
        <section
          className={styles.master}
          aria-label="Queue"
          data-alone={param === undefined || undefined}
        >
          <Text as="p" color="secondary" className={styles.counts}>
            waiting {open.query.data?.length ?? '…'} · decided today{' '}
            {decided.query.data
              ? countDecidedToday(decided.query.data, new Date())
              : '…'}
          </Text>
          <ForgeNote />
          <ProposalList
            tab={tab}
            onTab={next =>
              setSearch(next === 'decided' ? { tab: 'decided' } : {})
            }
            rows={rows}
            query={half.query}
            struck={decidedHere.map(proposal => proposal.number)}
            selected={number}
            toHref={toHref}
            onUndo={proposal => onUndo(proposal.number)}
            onMore={half.more}
          />
        </section>
      )}
      {param !== undefined && (
        <section className={styles.detail} aria-label="Proposal">
          {!isWide && (
            <Link href={`${basePath}${suffix}`} className={styles.back}>
              All approvals
            </Link>
          )}
          {number === undefined ? (
            <PageState role="alert" title={`There is no proposal “${param}”`}>
              Choose one from the list.
            </PageState>
          ) : (
            <ProposalDetail
              key={number}
              number={number}
              onDecided={onDecided}
              onUndo={onUndo}
            />
          )}
        </section>
      )}
    </FullPage>
  );
}
