import { groupByDay } from './groupByDay';

const of = (id: string, updatedAt: string) => ({
  id,
  agent: 'consultant',
  title: id,
  createdAt: updatedAt,
  updatedAt,
  owner: 'user:default/founder',
  access: 'owner' as const,
  pinned: false,
  sharedWith: [],
});

it('groups by day, latest first', () => {
  const groups = groupByDay(
    [
      of('a', '2026-03-10T11:00:00.000Z'),
      of('b', '2026-03-10T01:00:00.000Z'),
      of('c', '2026-03-09T23:00:00.000Z'),
      of('d', '2026-02-01T10:00:00.000Z'),
      of('e', '2025-12-31T10:00:00.000Z'),
    ],
    new Date('2026-03-10T12:00:00Z'),
  );
  expect(
    groups.map(group => [group.day, group.conversations.map(c => c.id)]),
  ).toEqual([
    ['Today', ['a', 'b']],
    ['Yesterday', ['c']],
    ['February 1', ['d']],
    ['December 31, 2025', ['e']],
  ]);
});

it('groups nothing', () => {
  expect(groupByDay([], new Date())).toEqual([]);
});
