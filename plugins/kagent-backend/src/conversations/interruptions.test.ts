import { GIVE_UP_MS, toPause } from './interruptions';

const interruptedAt = '2026-11-23T08:00:00.000Z';
const after = (ms: number) => new Date(Date.parse(interruptedAt) + ms);

it.each([
  [0, 2_000],
  [10_000, 5_000],
  [59_000, 29_500],
  [120_000, 30_000],
  [GIVE_UP_MS - 1, 30_000],
  [GIVE_UP_MS, undefined],
])('waits after %s ms for %s ms', (ms, pauseMs) => {
  expect(toPause({ interruptedAt, now: after(ms) })).toBe(pauseMs);
});

it('waits shortly when the agent could be reached until now', () => {
  expect(toPause({ interruptedAt: undefined, now: after(0) })).toBe(2_000);
});
