import { useEffect, useState } from 'react';
import type { HighlightedCode } from './highlight';

/** Longer code stays plain, in UTF-16 code units: colours are not worth a page that stands still. */
const MAX_LENGTH = 40_000;

type Highlighter = typeof import('./highlight').highlight;
let loaded: Highlighter | undefined;

/**
 * Gives the coloured parts of code once its grammar is there; the grammars are loaded with the first code of a page.
 *
 * @param language - Absent for code that stays plain, as while it is written.
 */
export function useHighlighted(
  code: string,
  language: string | undefined,
): HighlightedCode | undefined {
  const [highlighter, setHighlighter] = useState(() => loaded);
  const isWanted = language !== undefined && code.length <= MAX_LENGTH;
  useEffect(() => {
    if (!isWanted || highlighter) return undefined;
    let isHere = true;
    import('./highlight').then(
      ({ highlight }) => {
        loaded = highlight;
        if (isHere) setHighlighter(() => highlight);
      },
      // Without its colours the code is as readable as before.
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [highlighter, isWanted]);
  return isWanted ? highlighter?.(code, language) : undefined;
}
