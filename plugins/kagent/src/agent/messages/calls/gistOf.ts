import { isRecord } from './toReadableValue';

const MAX_LENGTH = 70;
const MAX_VALUE_LENGTH = 40;

/** Tells the arguments of a call in a few words for its folded line; empty when none are short enough to tell. */
export function gistOf(input: unknown): string {
  const values = isRecord(input) ? Object.values(input) : [input];
  let gist = '';
  for (const value of values) {
    const word = wordOf(value);
    if (word === undefined) continue;
    const next = gist ? `${gist} · ${word}` : word;
    if (next.length > MAX_LENGTH) return `${gist} …`.trim();
    gist = next;
  }
  return gist;
}

function wordOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string': {
      const line = value.trim().replace(/\s+/g, ' ');
      if (line === '') return undefined;
      return line.length > MAX_VALUE_LENGTH
        ? `${line.slice(0, MAX_VALUE_LENGTH).trimEnd()} …`
        : line;
    }
    case 'number':
    case 'boolean':
      return String(value);
    default:
      return undefined;
  }
}
