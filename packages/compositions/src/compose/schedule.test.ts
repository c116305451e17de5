import { isSchedule, longestInterval } from './schedule';

const HOUR = 3600;
const DAY = 24 * HOUR;

it.each([
  ['0 2 * * *', DAY],
  ['0 */6 * * *', 6 * HOUR],
  ['0 8-20/4 * * *', 12 * HOUR],
  ['*/30 * * * *', HOUR / 2],
  ['15 3 * * 0', 7 * DAY],
  ['15 3 * * 7', DAY],
  ['15 3 * * 1-5', 3 * DAY],
  ['0 0 1 * *', 31 * DAY],
  ['0 0 1,15 * *', 17 * DAY],
  ['0 0 1 * 0', 7 * DAY],
  ['0 0 */1 * 0', 7 * DAY],
  ['0 0 */2 * 0', 21 * DAY],
  ['0 0 31 2 *', DAY],
  ['not a schedule at all', DAY],
  ['', DAY],
])('finds the longest pause of %s', (schedule, seconds) => {
  expect(longestInterval(schedule)).toBe(seconds);
});

it.each([
  ['0 2 * * *', true],
  ['*/15 0-6,20 1,15 * 1-5', true],
  ['0 0 2 * * *', false],
  ['60 2 * * *', false],
  ['0 24 * * *', false],
  ['0 2 0 * *', false],
  ['0 2 * 13 *', false],
  ['0 2 * * 6', true],
  ['0 2 * * 7', false],
  ['0 2 * * 5-7', false],
  ['0 9-5 * * *', false],
  ['*/0 * * * *', false],
  ['0 2 * * MON', false],
  ['@daily', false],
])('says whether %s is a schedule', (text, expected) => {
  expect(isSchedule(text)).toBe(expected);
});
