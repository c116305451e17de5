import { useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { gitopsApiRef } from '../api';
import { useListWaiting } from '../waiting/useListWaiting';
import { onProposalsChanged } from './proposalChanges';

const REFRESH_MS = 30_000;
const LIMIT = 50;

/**
 * Counts what waits for a decision: proposals, and tool calls of agents.
 *
 * @remarks Asks again on every navigation, when a proposal was opened or decided here, and every 30 s while the page is visible. A failure keeps the last count.
 * @returns A number as text, `50+` when there are more, undefined when there is none or it is not known.
 */
export function useOpenProposalCount(): string | undefined {
  const gitopsApi = useApi(gitopsApiRef);
  const listWaiting = useListWaiting();
  const { pathname } = useLocation();
  const [text, setText] = useState<string>();

  useEffect(() => {
    const controller = new AbortController();
    const refresh = () => {
      if (document.visibilityState === 'hidden') {
        return;
      }
      const { signal } = controller;
      Promise.all([
        gitopsApi.listProposals({ state: 'open', limit: LIMIT }, { signal }),
        // Agents that cannot be asked hide no proposal.
        listWaiting(signal).catch(() => []),
      ]).then(
        ([page, others]) => {
          const count = page.items.length + others.length;
          setText(count ? `${count}${page.nextCursor ? '+' : ''}` : undefined);
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
  }, [gitopsApi, listWaiting, pathname]);

  return text;
}
