/** A place in a text; lines and columns count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** The place of a character offset in a text, by counting the line ends before it. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, Math.max(0, offset));
  const lastBreak = before.lastIndexOf('\n');
  let line = 1;
  for (
    let index = before.indexOf('\n');
    index >= 0;
    index = before.indexOf('\n', index + 1)
  ) {
    line++;
  }
  return { line, column: before.length - lastBreak };
}
