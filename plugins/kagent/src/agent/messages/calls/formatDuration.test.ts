import { formatDuration } from './formatDuration';

it.each([
  [0, '0 ms'],
  [12.4, '12 ms'],
  [999, '999 ms'],
  [1_000, '1.0 s'],
  [2_149, '2.1 s'],
  [59_960, '1 min'],
  [60_000, '1 min'],
  [185_000, '3 min 5 s'],
])('renders %d ms as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
