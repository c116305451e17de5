import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import { onProposalsChanged } from './proposalChanges';

const REFRESH_MS = 30_000;
const LIMIT = 50;

/**
 * Counts the proposals that wait for a decision.
 *
 * @remarks Asks again on every navigation, when a proposal was opened or decided here, and every 30 s while the page is visible. A failure keeps the last count.
 * @returns A number as text, `50+` when there are more, undefined when there is none or it is not known.
 */
export function useOpenProposalCount(): string | undefined {
  const gitopsApi = useApi(gitopsApiRef);
  const { pathname } = useLocation();
  const [count, setCount] = useState<string>();

  useEffect(() => {
    const controller = new AbortController();
    const refresh = () => {
      if (document.visibilityState === 'hidden') {
        return;
      }
      gitopsApi
        .listProposals(
          { state: 'open', limit: LIMIT },
          { signal: controller.signal },
        )
        .then(
          page => {
            const more = page.nextCursor ? '+' : '';
            setCount(
              page.items.length ? `${page.items.length}${more}` : undefined,
            );
          },
          () => undefined,
        );
    };
    refresh();
    const unsubscribe = onProposalsChanged(refresh);
    const timer = setInterval(refresh, REFRESH_MS);
    return () => {
      unsubscribe();
      clearInterval(timer);
      controller.abort();
    };
  }, [gitopsApi, pathname]);

  return count;
}
