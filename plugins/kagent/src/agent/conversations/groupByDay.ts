import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';

/** Conversations of one calendar day. */
export interface DayGroup {
  /** "Today", "Yesterday" or a date. */
  day: string;
  conversations: ConversationSummary[];
}

/**
 * Groups conversations by the local calendar day of their last message, keeping their order.
 *
 * @param conversations - Latest first.
 */
export function groupByDay(
  conversations: ConversationSummary[],
  now: Date,
): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const conversation of conversations) {
    const day = nameDay(new Date(conversation.updatedAt), now);
    const last = groups.at(-1);
    if (last?.day === day) last.conversations.push(conversation);
    else groups.push({ day, conversations: [conversation] });
  }
  return groups;
}

function nameDay(date: Date, now: Date): string {
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) return 'Today';
  if (date.toDateString() === yesterday.toDateString()) return 'Yesterday';
  return date.toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'long',
    year: date.getFullYear() === now.getFullYear() ? undefined : 'numeric',
  });
}
