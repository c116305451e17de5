import { isError } from '@backstage/errors';

/**
 * Tells whether an error of the system has one of the codes, as `ENOENT`.
 *
 * @remarks By its shape: under Jest, errors of Node's own modules are no instances of the `Error` that tests see.
 */
export function hasErrorCode(
  error: unknown,
  ...codes: Array<string | number>
): boolean {
  return isError(error) && codes.some(code => error.code === code);
}
