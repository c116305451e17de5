/** What a key asks for. */
export type KeyCommand =
  | { type: 'go'; path: string }
  | { type: 'search' }
  | { type: 'agent' }
  | { type: 'keys' };

/** A pressed key, reduced to what decides. `atMs` is any clock in milliseconds that only grows. */
export interface KeyPress {
  key: string;
  atMs: number;
  /** Ctrl, Alt or Meta is held. */
  modified: boolean;
  /** Ctrl or Meta is held. */
  command: boolean;
  /** The focus is in a field, or in a dialog. */
  typing: boolean;
}

/** Longest pause between the two keys of a sequence. */
const SEQUENCE_MS = 1_200;

/**
 * Creates a reader of key presses: `/` and Ctrl+K search, `.` opens the agent, `?` shows the keys, `g` and a letter go to a
 * place.
 *
 * @param options.places - Path by second key of a `g` sequence.
 * @returns A function that returns the command that a press completes, if any.
 */
export function createKeyReader(options: { places: Map<string, string> }) {
  let startedAtMs: number | undefined;
  return (press: KeyPress): KeyCommand | undefined => {
    const pending =
      startedAtMs !== undefined && press.atMs - startedAtMs <= SEQUENCE_MS;
    startedAtMs = undefined;
    if (press.typing) {
      return undefined;
    }
    if (press.command && press.key.toLowerCase() === 'k') {
      return { type: 'search' };
    }
    if (press.modified) {
      return undefined;
    }
    const path = pending ? options.places.get(press.key) : undefined;
    if (path) {
      return { type: 'go', path };
    }
    if (press.key === 'g') {
      startedAtMs = press.atMs;
    } else if (press.key === '/') {
      return { type: 'search' };
    } else if (press.key === '.') {
      return { type: 'agent' };
    } else if (press.key === '?') {
      return { type: 'keys' };
    }
    return undefined;
  };
}
