import { exchange } from '../../__testUtils__/events';
import { toThread } from '../../thread';
import { estimateHeight } from './estimateHeight';

const [asked, answered] = toThread(exchange('Why?', 'Because.')).messages;

it('guesses more for longer messages', () => {
  const longer = { ...answered, text: 'word '.repeat(200) };
  expect(estimateHeight(longer)).toBeGreaterThan(
    estimateHeight(answered) + 200,
  );
  expect(estimateHeight({ ...asked, text: 'a\nb\nc' })).toBeGreaterThan(
    estimateHeight(asked),
  );
});

it('knows that long code has a box of its own', () => {
  const code = { ...answered, text: `\`\`\`\n${'a\n'.repeat(500)}\`\`\`` };
  expect(estimateHeight(code)).toBeLessThan(1_000);
});
