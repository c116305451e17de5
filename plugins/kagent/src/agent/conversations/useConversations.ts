import { useApi } from '@backstage/frontend-plugin-api';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { useRef } from 'react';
import { kagentApiRef } from '../../api';
import { type Query, useQuery } from '../../query';

const PAGE = 30;

/** Whose conversations are listed. */
export type Scope = 'own' | 'shared';

/** Conversations as far as they were asked for. */
export interface Conversations extends Query<ConversationSummary[]> {
  /** The words that the list holds the finds of; empty for none. */
  words: string;
  /** Set when there are more; asks for the next ones. */
  more?: () => void;
}

/**
 * Lists conversations, page by page.
 *
 * @param filter.q - Words to find; empty for all.
 */
export function useConversations(filter: {
  scope: Scope;
  q: string;
}): Conversations {
  const { scope, q } = filter;
  const api = useApi(kagentApiRef);
  const key = `${scope}:${q}`;
  const pages = useRef({ key, wanted: 1 });
  if (pages.current.key !== key) pages.current = { key, wanted: 1 };
  const query = useQuery(key, async () => {
    const items: ConversationSummary[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages.current.wanted; page++) {
      const answer = await api.listConversations({
        scope,
        limit: PAGE,
        ...(q && { q }),
        ...(cursor && { cursor }),
      });
      items.push(...answer.items);
      cursor = answer.nextCursor;
      if (!cursor) break;
    }
    return { items, hasMore: cursor !== undefined };
  });
  const { reload } = query;
  return {
    ...query,
    data: query.data?.items,
    words: q,
    setData: items =>
      query.setData({ items, hasMore: query.data?.hasMore ?? false }),
    more: query.data?.hasMore
      ? () => {
          pages.current.wanted += 1;
          reload();
        }
      : undefined,
  };
}
