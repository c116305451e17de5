import { isError } from '@backstage/errors';

function causeOf(error: unknown): unknown {
  return isError(error) && error.name === 'ResponseError'
    ? error.cause
    : undefined;
}

/** Gives the name of an error, looking through `ResponseError` at what the server said. */
export function errorNameOf(error: unknown): string {
  const cause = causeOf(error);
  if (isError(cause)) return cause.name;
  return isError(error) ? error.name : 'Error';
}

/** Gives one plain sentence on what went wrong, the server's own where there is one. */
export function describeError(error: unknown): string {
  const cause = causeOf(error);
  if (isError(cause) && cause.message) return cause.message;
  if (!isError(error)) return 'Something unexpected happened.';
  if (error instanceof TypeError) {
    return 'The portal cannot be reached. Check that it runs, then try again.';
  }
  return error.message;
}

function statusOf(error: unknown): number | undefined {
  if (!isError(error)) return undefined;
  const { statusCode } = error;
  return typeof statusCode === 'number' ? statusCode : undefined;
}

/** True when the server refused because of who asks. */
export function isForbidden(error: unknown): boolean {
  return errorNameOf(error) === 'NotAllowedError' || statusOf(error) === 403;
}

/** True when the thing asked for does not exist. */
export function isNotFound(error: unknown): boolean {
  return errorNameOf(error) === 'NotFoundError' || statusOf(error) === 404;
}
