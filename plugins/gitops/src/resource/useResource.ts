import { useCallback, useEffect, useState } from 'react';

/** What is known of something that is fetched. `failed` after a `done` keeps the last value as `stale`. */
export type Resource<T> =
  | { state: 'loading' }
  | { state: 'done'; value: T }
  | { state: 'failed'; error: unknown; stale?: T };

/**
 * Fetches something, and again at an interval while the page is visible.
 *
 * @param load - MUST be stable (`useCallback`); a new function fetches anew and shows `loading` first.
 * @param options.refreshMs - Interval in milliseconds; never again when absent.
 * @returns What is known, and a function that fetches at once.
 */
export function useResource<T>(
  load: (signal: AbortSignal) => Promise<T>,
  options: { refreshMs?: number } = {},
): [Resource<T>, () => void] {
  const { refreshMs } = options;
  const [resource, setResource] = useState<Resource<T>>({ state: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    setResource({ state: 'loading' });
  }, [load]);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const fetchOnce = () => {
      load(signal).then(
        value => {
          if (!signal.aborted) {
            setResource({ state: 'done', value });
          }
        },
        error => {
          if (!signal.aborted) {
            setResource(last => ({
              state: 'failed',
              error,
              stale: staleValue(last),
            }));
          }
        },
      );
    };
    fetchOnce();
    const timer =
      refreshMs === undefined
        ? undefined
        : setInterval(() => {
            if (document.visibilityState !== 'hidden') {
              fetchOnce();
            }
          }, refreshMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [load, attempt, refreshMs]);

  const reload = useCallback(() => setAttempt(count => count + 1), []);
  return [resource, reload];
}

function staleValue<T>(last: Resource<T>): T | undefined {
  switch (last.state) {
    case 'done':
      return last.value;
    case 'failed':
      return last.stale;
    default:
      return undefined;
  }
}
