import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';

/**
 * Makes an error whose message is for people: the cause goes along and is not written behind it.
 *
 * @param cause - What led to it, for logs.
 */
export function unavailable(
  message: string,
  cause: unknown,
): ServiceUnavailableError {
  return Object.assign(new ServiceUnavailableError(message), { cause });
}

/** See {@link unavailable}. */
export function notFound(message: string, cause?: unknown): NotFoundError {
  return Object.assign(new NotFoundError(message), { cause });
}
