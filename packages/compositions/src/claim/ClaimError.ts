/**
 * A claim that cannot be composed.
 *
 * @remarks
 * Fatal by design: Crossplane deletes every observed object that a response leaves out, so a composition never answers with less.
 */
export class ClaimError extends Error {
  readonly name = 'ClaimError';

  /**
   * @param path - JSON pointer into the claim, such as `/spec/restore/from`.
   * @param message - What is wrong and what to do.
   */
  constructor(readonly path: string, message: string) {
    super(message);
  }
}
