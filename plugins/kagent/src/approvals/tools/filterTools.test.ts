import { waitingScale } from '../__testUtils__/fixtures';
import { filterTools, keyOfTool } from './filterTools';

it.each(['', 'SCALE', 'sre web', 'tool call'])('finds by %j', query => {
  expect(filterTools([waitingScale], query)).toEqual([waitingScale]);
});

it('keeps nothing in which a word is missing', () => {
  expect(filterTools([waitingScale], 'scale orders')).toEqual([]);
});

it('tells requests of one conversation apart', () => {
  expect(keyOfTool(waitingScale)).not.toBe(
    keyOfTool({ ...waitingScale, approvalId: 'other' }),
  );
});
