import { createProposal } from '../__testUtils__/fixtures';
import { toSummary } from '../toSummary';
import { countDecidedToday, mergeDecided } from './mergeDecided';

const proposal = (
  number: number,
  state: 'open' | 'merged' = 'open',
  at?: string,
) =>
  toSummary(
    createProposal({
      number,
      state,
      decision: at
        ? { by: { ref: 'user:default/founder', kind: 'human' }, at, reason: '' }
        : undefined,
    }),
  );

it('keeps a decided row in its old place', () => {
  const rows = mergeDecided(
    [proposal(44), proposal(42)],
    [proposal(43, 'merged')],
  );
  expect(rows.map(r => r.number)).toEqual([44, 43, 42]);
});

it('shows a row decided here as decided while the list is still old', () => {
  const rows = mergeDecided([proposal(43)], [proposal(43, 'merged')]);
  expect(rows.map(r => [r.number, r.state])).toEqual([[43, 'merged']]);
});

it('counts what was decided today', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  expect(
    countDecidedToday(
      [
        proposal(1, 'merged', '2026-03-10T11:00:00.000Z'),
        proposal(2, 'merged', '2026-03-08T11:00:00.000Z'),
        proposal(3),
      ],
      now,
    ),
  ).toBe(1);
});
