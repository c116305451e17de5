import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import type { Source } from '@zerotouch/plugin-kagent-common';
import { useEffect, useState } from 'react';
import { findPassage, readPassages } from './markQuote';

/** Longest question that the search of the docs takes, in UTF-16 code units. */
const MAX_QUESTION = 300;
const LIMIT = 5;

/**
 * Reads the passage around what a source quotes, as the docs have it now.
 *
 * @returns `undefined` while it is looked for, and when the docs no longer say it or cannot be asked: then the quote
 * is what there is to show.
 */
export function usePassage(source: Source): string | undefined {
  const discoveryApi = useApi(discoveryApiRef);
  const fetchApi = useApi(fetchApiRef);
  const [passage, setPassage] = useState<{ of: Source; text: string }>();
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const read = async () => {
      const base = await discoveryApi.getBaseUrl('knowledge');
      const q = `${source.heading} ${source.quote}`.slice(0, MAX_QUESTION);
      const query = new URLSearchParams({ q, limit: String(LIMIT) });
      const response = await fetchApi.fetch(`${base}/search?${query}`, {
        signal,
      });
      if (!response.ok) return;
      const found = findPassage(readPassages(await response.json()), source);
      if (found && !signal.aborted)
        setPassage({ of: source, text: found.text });
    };
    // Without the passage the quote is shown, which the answer itself brought.
    read().catch(() => undefined);
    return () => controller.abort();
  }, [discoveryApi, fetchApi, source]);
  return passage?.of === source ? passage.text : undefined;
}
