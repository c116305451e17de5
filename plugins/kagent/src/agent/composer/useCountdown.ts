import { useEffect, useState } from 'react';

/**
 * Counts down from `seconds`, once for each `cause`.
 *
 * @returns Whole seconds left; 0 when there is nothing to wait for.
 */
export function useCountdown(
  cause: unknown,
  seconds: number | undefined,
): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (cause === undefined || seconds === undefined) {
      setLeft(0);
      return undefined;
    }
    const until = Date.now() + seconds * 1000;
    const tick = () =>
      setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [cause, seconds]);
  return left;
}
