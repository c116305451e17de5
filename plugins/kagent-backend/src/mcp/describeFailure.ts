import { isError, ResponseError } from '@backstage/errors';

/** Errors whose message is meant for the caller. */
const SPOKEN = new Set([
  'InputError',
  'AuthenticationError',
  'NotAllowedError',
  'NotFoundError',
  'ConflictError',
  'NotImplementedError',
  'ServiceUnavailableError',
]);

/**
 * Says to an agent why a tool failed, as `<name>: <message>`; undefined for an error that is not meant for callers.
 *
 * @remarks An action answers over HTTP, so its error is the cause of a `ResponseError`.
 */
export function describeFailure(error: Error): string | undefined {
  const cause: unknown = error instanceof ResponseError ? error.cause : error;
  if (!isError(cause) || !SPOKEN.has(cause.name)) {
    return undefined;
  }
  return `${cause.name}: ${cause.message}`;
}
