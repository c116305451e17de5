import { useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { type WaitingItem, waitingApiRef } from './waitingApi';

/** Gives what lists the things beside proposals that wait; in a portal without agents there are none. */
export function useListWaiting(): (
  signal: AbortSignal,
) => Promise<WaitingItem[]> {
  const api = useApiHolder().get(waitingApiRef);
  return useCallback(
    async signal => (await api?.listWaiting({ signal })) ?? [],
    [api],
  );
}
