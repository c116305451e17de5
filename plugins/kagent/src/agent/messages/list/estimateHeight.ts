import type { Message } from '../../thread';

const LINE_PX = 24;
const CHARACTERS_PER_LINE = 85;
const MAX_CODE_PX = 620;

/**
 * Guesses how high a message will be, in CSS pixels, before it is drawn.
 *
 * @remarks Only the length of the scroll bar hangs on it; a message on the page is measured.
 */
export function estimateHeight(message: Message): number {
  const { attachments, role, sources, text, toolCalls } = message;
  const lines = text.split('\n');
  const textPx =
    lines.reduce(
      (sum, line) =>
        sum + Math.max(1, Math.ceil(line.length / CHARACTERS_PER_LINE)),
      0,
    ) * LINE_PX;
  if (role === 'user') return 80 + textPx + attachments.length * 28;
  const isCode = text.includes('```');
  return (
    90 +
    (isCode ? Math.min(textPx, MAX_CODE_PX) + 60 : textPx) +
    (toolCalls.length > 0 ? 36 : 0) +
    (sources.length > 0 ? 48 : 0)
  );
}
