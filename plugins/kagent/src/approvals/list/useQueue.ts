import { useApi } from '@backstage/frontend-plugin-api';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import type { ProposalSummary } from '@zerotouch/plugin-gitops-common';
import { useState } from 'react';
import { type Query, useQuery } from '../../query';

const OPEN_INTERVAL_MS = 5_000;
const DECIDED_INTERVAL_MS = 30_000;
const PAGE = 50;
const MAX = 200;

/** Proposals of one half of the queue, latest first. */
export interface QueueHalf {
  query: Query<ProposalSummary[]>;
  /** Set when older ones may be had. */
  more?: () => void;
}

/** Follows the open and the decided proposals. */
export function useQueue(): { open: QueueHalf; decided: QueueHalf } {
  const gitopsApi = useApi(gitopsApiRef);
  const [openLimit, setOpenLimit] = useState(PAGE);
  const [decidedLimit, setDecidedLimit] = useState(PAGE);
  const open = useQuery(
    `open:${openLimit}`,
    async signal =>
      (
        await gitopsApi.listProposals(
          { state: 'open', limit: openLimit },
          { signal },
        )
      ).items,
    { intervalMs: OPEN_INTERVAL_MS },
  );
  const decided = useQuery(
    `decided:${decidedLimit}`,
    async signal => {
      const pages = await Promise.all(
        (['merged', 'closed'] as const).map(state =>
          gitopsApi.listProposals({ state, limit: decidedLimit }, { signal }),
        ),
      );
      const at = (proposal: ProposalSummary) =>
        proposal.decision?.at ?? proposal.updatedAt;
      return pages
        .flatMap(page => page.items)
        .sort((a, b) => (at(a) < at(b) ? 1 : -1));
    },
    { intervalMs: DECIDED_INTERVAL_MS },
  );
  const more = (
    query: Query<ProposalSummary[]>,
    limit: number,
    setLimit: (limit: number) => void,
  ) =>
    limit < MAX && (query.data?.length ?? 0) >= limit
      ? () => setLimit(Math.min(limit * 2, MAX))
      : undefined;
  return {
    open: { query: open, more: more(open, openLimit, setOpenLimit) },
    decided: {
      query: decided,
      more: more(decided, decidedLimit, setDecidedLimit),
    },
  };
}
