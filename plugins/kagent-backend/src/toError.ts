import { isError } from '@backstage/errors';

/** Turns whatever was thrown into an error that a logger takes. */
export function toError(thrown: unknown): Error {
  return isError(thrown) ? thrown : new Error(String(thrown));
}
