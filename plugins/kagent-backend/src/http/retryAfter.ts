import { ErrorRequestHandler } from 'express';

/** Says in the header `Retry-After` when a client that does too much may come again; the error itself goes on. */
export function retryAfter(): ErrorRequestHandler {
  return (error, _req, res, next) => {
    const seconds: unknown = error?.retryAfterSeconds;
    if (typeof seconds === 'number' && !res.headersSent) {
      res.set('Retry-After', String(seconds));
    }
    next(error);
  };
}
