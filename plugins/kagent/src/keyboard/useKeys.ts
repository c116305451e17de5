import { useEffect, useRef } from 'react';

/** Where keys are text, or belong to something beside the page. */
const TYPING =
  'input, textarea, select, [contenteditable="true"], [data-own-keys]';
const CHORD_MS = 1_000;

/**
 * Runs a handler for a single key pressed anywhere on the page.
 *
 * @remarks
 * Keys pressed while typing, with a modifier, or while a dialog is open are left alone, and so is the key
 * after `g`, which belongs to the portal's own "go to" chords. The page hears a key before the portal does.
 */
export function useKeys(handlers: Record<string, () => void>): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    let chordUntil = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(TYPING)) {
        return;
      }
      if (document.querySelector('[role="dialog"], [role="alertdialog"]')) {
        return;
      }
      const isChord = event.timeStamp < chordUntil;
      chordUntil = event.key === 'g' ? event.timeStamp + CHORD_MS : 0;
      if (isChord) return;
      const handler = Object.hasOwn(latest.current, event.key)
        ? latest.current[event.key]
        : undefined;
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
}
