const MAX_LETTERS = 80;

/** Makes a title of a message: its first line, cut. */
export function toTitle(text: string): string {
  return cut(toLine(text.trim().split('\n')[0]), MAX_LETTERS);
}

/** Makes one line of a text, without control characters, of at most 100 letters. */
export function toShortLine(text: string): string {
  return cut(toLine(text), 100);
}

function toLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function cut(line: string, max: number): string {
  const letters = [...line];
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : line;
}
