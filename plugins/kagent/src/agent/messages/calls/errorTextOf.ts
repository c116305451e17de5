import { isRecord } from './toReadableValue';

const MAX_LENGTH = 2_000;

/** Finds the words in what a failed tool answered; `undefined` when it holds none. */
export function errorTextOf(output: unknown): string | undefined {
  if (typeof output === 'string') {
    const text = output.trim();
    return text === '' ? undefined : text.slice(0, MAX_LENGTH);
  }
  if (Array.isArray(output)) {
    return errorTextOf(
      output
        .map(part => errorTextOf(part))
        .filter(Boolean)
        .join('\n'),
    );
  }
  if (!isRecord(output)) return undefined;
  for (const name of [
    'message',
    'error',
    'detail',
    'text',
    'content',
    'result',
  ]) {
    const text = errorTextOf(output[name]);
    if (text) return text;
  }
  return undefined;
}
