import { isError } from '@backstage/errors';

/**
 * Says in plain words why something could not be read, and what to do.
 *
 * @param what - The thing in the middle of a sentence, such as "the open proposals".
 */
export function describeFailure(error: unknown, what: string): string {
  if (!isError(error)) {
    return `Reading ${what} failed. Try again.`;
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === 403 || error.name === 'NotAllowedError') {
    return `You may not see ${what}. A founder can give your group the role “viewer”.`;
  }
  if (status === 401 || error.name === 'AuthenticationError') {
    return `Your session has ended. Reload the page to see ${what}.`;
  }
  const cause = isError(error.cause) ? error.cause.message : error.message;
  return `Reading ${what} failed: ${cause}`;
}
