import { describeAge } from './describeAge';

const now = new Date('2026-03-10T12:00:00Z');

it.each([
  ['2026-03-10T12:00:05Z', 'now'],
  ['2026-03-10T11:59:55Z', 'now'],
  ['2026-03-10T11:59:20Z', '40 s'],
  ['2026-03-10T11:56:00Z', '4 m'],
  ['2026-03-10T10:00:01Z', '1 h'],
  ['2026-03-09T12:00:00Z', '1 d'],
  ['2026-02-09T12:00:00Z', '29 d'],
  ['2026-02-08T12:00:00Z', '2026-02-08'],
])('tells %s as %s', (iso, expected) => {
  expect(describeAge(iso, now)).toBe(expected);
});
