import { CustomErrorBase } from '@backstage/errors';

/**
 * The head of a proposal is not the one that the approver saw.
 *
 * @remarks Travels over HTTP as 409 with the name `ApprovalStaleError`.
 */
export class ApprovalStaleError extends CustomErrorBase {
  override name = 'ApprovalStaleError' as const;
  readonly statusCode = 409;
  constructor(options: {
    number: number;
    expectedSha: string;
    actualSha: string;
    cause?: Error;
  }) {
    super(
      `Proposal ${options.number} changed since you opened it: you saw ${options.expectedSha}, its head is now ${options.actualSha}. Look at the change again, then decide.`,
      options.cause,
    );
  }
}

/**
 * The proposal touches files that main changed as well.
 *
 * @remarks Travels over HTTP as 409 with the name `MergeConflictError`.
 */
export class MergeConflictError extends CustomErrorBase {
  override name = 'MergeConflictError' as const;
  readonly statusCode = 409;
  readonly conflicts: string[];
  constructor(options: { number: number; conflicts: string[]; cause?: Error }) {
    super(
      `Proposal ${options.number} conflicts with main in ${options.conflicts
        .map(path => `"${path}"`)
        .join(', ')}. Bring main into the proposal and resolve them there.`,
      options.cause,
    );
    this.conflicts = options.conflicts;
  }
}

/**
 * The proposal is merged or closed already.
 *
 * @remarks Travels over HTTP as 409 with the name `ProposalDecidedError`.
 */
export class ProposalDecidedError extends CustomErrorBase {
  override name = 'ProposalDecidedError' as const;
  readonly statusCode = 409;
  constructor(options: { number: number; state: string; cause?: Error }) {
    super(
      `Proposal ${options.number} is ${options.state} already; nothing was changed.`,
      options.cause,
    );
  }
}
