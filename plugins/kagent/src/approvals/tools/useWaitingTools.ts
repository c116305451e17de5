import { useApi } from '@backstage/frontend-plugin-api';
import { isForbidden, isNotFound } from '@zerotouch/plugin-gitops';
import type { WaitingApproval } from '@zerotouch/plugin-kagent-common';
import { kagentApiRef } from '../../api';
import { type Query, useQuery } from '../../query';

const INTERVAL_MS = 5_000;

/** Follows the tool calls that agents wait with; for somebody who may not see agents there are none. */
export function useWaitingTools(): Query<WaitingApproval[]> {
  const api = useApi(kagentApiRef);
  return useQuery(
    'waiting-tools',
    async () => {
      try {
        return await api.listWaitingApprovals();
      } catch (error) {
        if (isForbidden(error) || isNotFound(error)) return [];
        throw error;
      }
    },
    { intervalMs: INTERVAL_MS },
  );
}
