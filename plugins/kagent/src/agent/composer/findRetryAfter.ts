import { ResponseError, isError } from '@backstage/errors';

/** How long to wait where the server does not say, in seconds. */
const DEFAULT_SECONDS = 10;

/**
 * Tells after how many seconds a message may be sent again.
 *
 * @returns Nothing when the error is not about too much being asked.
 */
export function findRetryAfter(error: unknown): number | undefined {
  if (!isError(error) || error.statusCode !== 429) return undefined;
  const told =
    error instanceof ResponseError
      ? [
          'retryAfterSeconds' in error.cause
            ? error.cause.retryAfterSeconds
            : undefined,
          error.response.headers.get('retry-after'),
        ]
      : [error.retryAfterSeconds];
  const seconds = told
    .map(value => (value === null ? NaN : Number(value)))
    .find(value => Number.isFinite(value) && value > 0);
  return Math.ceil(seconds ?? DEFAULT_SECONDS);
}
