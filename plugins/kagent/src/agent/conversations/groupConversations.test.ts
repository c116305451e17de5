import { createSummary } from '../__testUtils__/createSummary';
import { groupConversations } from './groupConversations';

const now = new Date('2026-03-10T12:00:00Z');
const all = [
  createSummary({ id: 'p', pinned: true, updatedAt: '2026-01-01T10:00:00Z' }),
  createSummary({ id: 'a', updatedAt: '2026-03-10T11:00:00Z' }),
  createSummary({ id: 'b', updatedAt: '2026-03-09T11:00:00Z' }),
];
const ids = (isSearch: boolean) =>
  groupConversations(all, { now, isSearch }).map(group => [
    group.title,
    group.conversations.map(({ id }) => id),
  ]);

it('puts pinned ones first, the others by day', () => {
  expect(ids(false)).toEqual([
    ['Pinned', ['p']],
    ['Today', ['a']],
    ['Yesterday', ['b']],
  ]);
});

it('keeps what a search found together, in its order', () => {
  expect(ids(true)).toEqual([['Found', ['p', 'a', 'b']]]);
});

it('has no heading without a conversation', () => {
  expect(groupConversations([], { now, isSearch: true })).toEqual([]);
});
