import { isError } from '@backstage/errors';
import { describeError, errorNameOf, isForbidden } from './describeError';

/**
 * Says in plain words why something could not be read, and what to do.
 *
 * @param what - The thing in the middle of a sentence, such as "the open proposals".
 */
export function describeFailure(error: unknown, what: string): string {
  if (!isError(error)) {
    return `Reading ${what} failed. Try again.`;
  }
  if (isForbidden(error)) {
    return `You may not see ${what}. A founder can give your group the role “viewer”.`;
  }
  if (
    error.statusCode === 401 ||
    errorNameOf(error) === 'AuthenticationError'
  ) {
    return `Your session has ended. Reload the page to see ${what}.`;
  }
  return `Reading ${what} failed: ${describeError(error)}`;
}
