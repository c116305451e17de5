import type { Source } from '@zerotouch/plugin-kagent-common';
import { createContext } from 'react';

/** What the numbers in a text stand for. */
export interface Citations {
  /** Passages by number, counted from 1. */
  sources: Source[];
  onOpen(source: Source): void;
}

/** Citations of the text around; `undefined` where numbers are just numbers. */
export const CitationContext = createContext<Citations | undefined>(undefined);
