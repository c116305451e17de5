/** A command that was called wrongly: an unknown option, a path that does not exist, a revision that Git does not know. */
export class UsageError extends Error {
  readonly name = 'UsageError';
}
