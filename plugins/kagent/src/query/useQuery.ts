import { type ErrorLike, toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/** What a polled request has brought so far. */
export interface Query<T> {
  /** The last good answer for the current key; kept when a later request fails. */
  data?: T;
  /** Why the latest request failed; cleared by the next good one. */
  error?: ErrorLike;
  isLoading: boolean;
  /** Asks again at once. */
  reload(): void;
  /** Puts an answer in place that another call brought. */
  setData(data: T): void;
}

interface Answer<T> {
  key: string;
  data?: T;
  error?: ErrorLike;
}

/**
 * Asks now, every `intervalMs` while the page is visible, and when the window gets the focus back.
 *
 * @remarks
 * A new `key` forgets the old answer; an answer that arrives after a newer question is dropped. Without
 * `intervalMs` it asks once a key, and on focus.
 */
export function useQuery<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
  options: { intervalMs?: number } = {},
): Query<T> {
  const { intervalMs } = options;
  const [answer, setAnswer] = useState<Answer<T>>({ key });
  const [round, setRound] = useState(0);
  const latestLoad = useRef(load);
  useEffect(() => {
    latestLoad.current = load;
  });

  useEffect(() => {
    let controller: AbortController | undefined;
    const ask = async () => {
      controller?.abort();
      const own = new AbortController();
      controller = own;
      try {
        const data = await latestLoad.current(own.signal);
        if (!own.signal.aborted) setAnswer({ key, data });
      } catch (error) {
        if (own.signal.aborted) return;
        setAnswer(old => ({
          key,
          data: old.key === key ? old.data : undefined,
          error: toError(error),
        }));
      } finally {
        if (controller === own) controller = undefined;
      }
    };
    const askWhenVisible = () => {
      if (!document.hidden && !controller) ask();
    };
    ask();
    const timer = intervalMs
      ? setInterval(askWhenVisible, intervalMs)
      : undefined;
    window.addEventListener('focus', askWhenVisible);
    document.addEventListener('visibilitychange', askWhenVisible);
    return () => {
      controller?.abort();
      clearInterval(timer);
      window.removeEventListener('focus', askWhenVisible);
      document.removeEventListener('visibilitychange', askWhenVisible);
    };
  }, [key, round, intervalMs]);

  const reload = useCallback(() => setRound(old => old + 1), []);
  const setData = useCallback(
    (data: T) => {
      setAnswer({ key, data });
      setRound(old => old + 1);
    },
    [key],
  );
  const current: Answer<T> = answer.key === key ? answer : { key };
  return {
    data: current.data,
    error: current.error,
    isLoading: current.data === undefined && current.error === undefined,
    reload,
    setData,
  };
}
