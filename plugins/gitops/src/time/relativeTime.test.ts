import { toRelativeTime } from './relativeTime';

const now = Date.parse('2026-11-23T08:00:00Z');

describe('toRelativeTime', () => {
  it.each([
    ['2026-11-23T07:59:30Z', 'just now'],
    ['2026-11-23T08:05:00Z', 'just now'],
    ['2026-11-23T07:59:00Z', '1 minute ago'],
    ['2026-11-23T07:01:00Z', '59 minutes ago'],
    ['2026-11-23T06:00:00Z', '2 hours ago'],
    ['2026-11-22T08:00:00Z', 'yesterday'],
    ['2026-11-13T08:00:00Z', '10 days ago'],
    ['2026-09-23T08:00:00Z', '2 months ago'],
    ['2024-11-22T08:00:00Z', '2 years ago'],
  ])('says of %s: %s', (iso, text) => {
    expect(toRelativeTime(iso, now)).toBe(text);
  });
});
