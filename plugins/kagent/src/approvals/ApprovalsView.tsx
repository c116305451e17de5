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
import type { WaitingApproval } from '@zerotouch/plugin-kagent-common';
import { useCallback, useState } from 'react';
import {
  Navigate,
  useNavigate,
  useParams,
  useSearchParams,
} from 'react-router-dom';
import { approvalsRouteRef } from '../routes';
import { toToolPath } from '../waiting';
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
import { ToolDetail, keyOfTool, useWaitingTools } from './tools';

/** The queue at the left and what is chosen of it at the right; one at a time on a phone. */
export function ApprovalsView() {
  const { number: param, conversationId, approvalId } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const gitopsApi = useApi(gitopsApiRef);
  const toastApi = useApi(toastApiRef);
  const basePath = useRouteRef(approvalsRouteRef)?.() ?? '/approvals';
  const { up } = useBreakpoint();
  const isWide = up('md');
  const { open, decided } = useQueue();
  const waitingTools = useWaitingTools();
  const [decidedHere, setDecidedHere] = useState<ProposalSummary[]>([]);
  const [decidedTools, setDecidedTools] = useState<WaitingApproval[]>([]);

  const tab: QueueTab = search.get('tab') === 'decided' ? 'decided' : 'waiting';
  const number = /^[1-9]\d{0,8}$/.test(param ?? '') ? Number(param) : undefined;
  const half = tab === 'waiting' ? open : decided;
  const rows =
    tab === 'waiting'
      ? mergeDecided(open.query.data ?? [], decidedHere)
      : decided.query.data ?? [];
  const suffix = tab === 'decided' ? '?tab=decided' : '';
  const tool =
    conversationId !== undefined && approvalId !== undefined
      ? { conversationId, approvalId }
      : undefined;
  const decidedKeys = decidedTools.map(keyOfTool);
  const stillWaiting = (waitingTools.data ?? []).filter(
    other => !decidedKeys.includes(keyOfTool(other)),
  );
  const toToolHref = (target: WaitingApproval) =>
    `${basePath}/${toToolPath(target)}`;
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
  const reloadTools = waitingTools.reload;
  const onToolDecided = useCallback(
    (decidedTool: WaitingApproval) => {
      setDecidedTools(old => [...old, decidedTool]);
      reloadTools();
      announceProposals();
    },
    [reloadTools],
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

  const isChosen = param !== undefined || tool !== undefined;
  const firstTool = stillWaiting[0];
  const first = open.query.data?.[0];
  if (!isChosen && isWide && tab === 'waiting' && !waitingTools.isLoading) {
    if (firstTool) return <Navigate to={toToolHref(firstTool)} replace />;
    if (first) return <Navigate to={toHref(first.number)} replace />;
  }
  const hasList = isWide || !isChosen;
  const waitingCount = open.query.data
    ? open.query.data.length + stillWaiting.length
    : '…';
  return (
    <FullPage className={styles.page}>
      <QueueKeys />
      {hasList && (
        <section
          className={styles.master}
          aria-label="Queue"
          data-alone={!isChosen || undefined}
        >
          <Text as="p" color="secondary" className={styles.counts}>
            waiting {waitingCount} · decided today{' '}
            {decided.query.data
              ? countDecidedToday(decided.query.data, new Date())
              : '…'}
          </Text>
          <ForgeNote />
          <ProposalList
            tab={tab}
            onTab={next =>
              tool
                ? navigate(
                    next === 'decided' ? `${basePath}?tab=decided` : basePath,
                  )
                : setSearch(next === 'decided' ? { tab: 'decided' } : {})
            }
            tools={{
              query: waitingTools,
              rows: [...decidedTools, ...stillWaiting],
              struck: decidedKeys,
              selected: tool && keyOfTool(tool),
              toHref: toToolHref,
            }}
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
      {tool && (
        <section className={styles.detail} aria-label="Tool call">
          {!isWide && (
            <Link href={basePath} className={styles.back}>
              All approvals
            </Link>
          )}
          <ToolDetail
            key={keyOfTool(tool)}
            id={tool}
            waiting={waitingTools}
            onDecided={onToolDecided}
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
