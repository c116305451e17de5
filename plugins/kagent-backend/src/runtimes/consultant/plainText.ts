/**
 * Text of others as plain text in one line of Markdown: nothing of it is read as markup.
 *
 * @param options.maxLength - In characters; what is longer is cut. Default: 120.
 */
export function plainText(
  text: string,
  options: { maxLength?: number } = {},
): string {
  const { maxLength = 120 } = options;
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const letters = [...line];
  const short =
    letters.length > maxLength
      ? `${letters.slice(0, maxLength - 1).join('')}…`
      : line;
  return short
    .replace(/[\\`*_[\]()<>#!|~&]/g, '\\$&')
    .replace(/(:)(\/\/)|\b(www)(\.)/gi, '$1$3\u200b$2$4');
}

/** Text of others as inline code; backticks go, so that it cannot end. */
export function inlineCode(
  text: string,
  options: { maxLength?: number } = {},
): string {
  const line = text.replace(/[\s\p{Cc}`]+/gu, ' ').trim();
  return `\`${[...line].slice(0, options.maxLength ?? 120).join('') || ' '}\``;
}

/** A count with its noun: `1 file`, `2 files`. */
export function count(amount: number, noun: string, plural?: string): string {
  return `${amount} ${amount === 1 ? noun : plural ?? `${noun}s`}`;
}
