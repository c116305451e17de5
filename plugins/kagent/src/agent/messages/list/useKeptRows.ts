import { type FocusEvent, useMemo, useRef } from 'react';

/** Where somebody may be in the middle of something. */
const UNFINISHED = 'input, textarea, form, [data-unfinished]';

/** Rows that stay on the page wherever it is scrolled to. */
export interface KeptRows {
  /** Adds to the rows in sight those to keep. @returns Indexes in order. */
  addTo(inSight: number[], count: number): number[];
  /** To be called for whatever gets the focus in row `index`. */
  onFocus(index: number, event: FocusEvent): void;
  /** To be called when the focus leaves the list. */
  onBlur(): void;
}

/**
 * Keeps the row with the focus, and those in which somebody began to write or to decide.
 *
 * @remarks A row that goes while it has the focus would throw the focus back to the start of the page.
 */
export function useKeptRows(): KeptRows {
  const focused = useRef<number>();
  const written = useRef(new Set<number>());
  return useMemo(
    () => ({
      addTo(inSight, count) {
        const all = new Set(inSight);
        if (focused.current !== undefined) all.add(focused.current);
        for (const index of written.current) all.add(index);
        return [...all]
          .filter(index => index < count)
          .sort((one, other) => one - other);
      },
      onFocus(index, { target }) {
        focused.current = index;
        if (target instanceof Element && target.closest(UNFINISHED)) {
          written.current.add(index);
        }
      },
      onBlur() {
        focused.current = undefined;
      },
    }),
    [],
  );
}
