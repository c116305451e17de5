import { tokenLine } from './tokenLine';

it('tells tokens with thousands apart', () => {
  expect(tokenLine({ inputTokens: 1204, outputTokens: 310 })).toBe(
    '1,204 tokens in · 310 out',
  );
});
