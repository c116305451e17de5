import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { groupByDay } from './groupByDay';

/** Conversations under one heading. */
export interface ConversationGroup {
  /** "Pinned", "Found", "Today", "Yesterday" or a date. */
  title: string;
  conversations: ConversationSummary[];
}

/**
 * Puts conversations under headings: the pinned ones first, the others by day; what a search found under one heading,
 * as the best come first there.
 */
export function groupConversations(
  conversations: ConversationSummary[],
  options: { now: Date; isSearch: boolean },
): ConversationGroup[] {
  if (conversations.length === 0) return [];
  if (options.isSearch) return [{ title: 'Found', conversations }];
  const pinned = conversations.filter(conversation => conversation.pinned);
  const others = conversations.filter(conversation => !conversation.pinned);
  return [
    ...(pinned.length > 0 ? [{ title: 'Pinned', conversations: pinned }] : []),
    ...groupByDay(others, options.now).map(group => ({
      title: group.day,
      conversations: group.conversations,
    })),
  ];
}
