import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';
import { AT } from './events';

/** A conversation of the founder, as lists show it. */
export function createSummary(
  overrides: Partial<ConversationSummary> = {},
): ConversationSummary {
  return {
    id: 'c1',
    agent: 'consultant',
    title: 'Restores',
    createdAt: AT,
    updatedAt: AT,
    owner: 'user:default/founder',
    access: 'owner',
    pinned: false,
    sharedWith: [],
    ...overrides,
  };
}
