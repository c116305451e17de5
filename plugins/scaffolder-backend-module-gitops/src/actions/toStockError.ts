import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  isError,
} from '@backstage/errors';

/**
 * Turns an answer of the gitops backend into an error that a task may end with.
 *
 * @remarks The answer is left out as a cause: it would only add "Request failed with 409" to a sentence that a person reads.
 *
 * @returns A stock error with the sentence of the backend; any other error as it is.
 */
export function toStockError(error: unknown): Error {
  if (!(error instanceof ResponseError)) {
    return isError(error) ? error : new Error(String(error));
  }
  const { message } = error.body.error;
  switch (error.statusCode) {
    case 400:
      return new InputError(message);
    case 401:
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
      return new ConflictError(message);
    default:
      return error;
  }
}
