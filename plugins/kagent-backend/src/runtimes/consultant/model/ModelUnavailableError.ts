import { APICallError } from 'ai';

/**
 * The model gave nothing that could be shown; the message is a clause that says why, such as `it refuses the key (status 401)`.
 *
 * @remarks Unlike the errors of Backstage it does not carry the message of its cause: that is the text of the endpoint.
 */
export class ModelUnavailableError extends Error {
  override readonly name = 'ModelUnavailableError';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}

const reasons: Record<number, string> = {
  401: 'it refuses the key (status 401)',
  403: 'it refuses the key (status 403)',
  404: 'it does not know the model or the address (status 404)',
  429: 'it is used up or overloaded (status 429)',
};

/** Turns what went wrong with a model into a reason for people; texts of the endpoint stay out of it. */
export function toModelError(thrown: unknown): ModelUnavailableError {
  const error = unwrap(thrown);
  if (error instanceof ModelUnavailableError) return error;
  if (APICallError.isInstance(error) && error.statusCode !== undefined) {
    const { statusCode } = error;
    const known = reasons[statusCode];
    if (known) return new ModelUnavailableError(known, error);
    return new ModelUnavailableError(
      statusCode >= 400
        ? `it failed (status ${statusCode})`
        : 'its answer cannot be read',
      error,
    );
  }
  return new ModelUnavailableError('its answer cannot be read', error);
}

/** The SDK wraps what a fetch throws; ours is found below. */
function unwrap(thrown: unknown): unknown {
  let error = thrown;
  for (let depth = 0; depth < 5; depth += 1) {
    if (error instanceof ModelUnavailableError) return error;
    if (APICallError.isInstance(error) && error.statusCode) return error;
    if (!(error instanceof Error) || error.cause === undefined) break;
    error = error.cause;
  }
  return error instanceof ModelUnavailableError ? error : thrown;
}
