import { NotFoundError } from '@backstage/errors';
import {
  ProposalDecidedError,
  ProposalState,
} from '@zerotouch/plugin-gitops-common';

/** What the portal reads of a pull request, in lists and alone. */
export interface PullRequest {
  number: number;
  state: string;
  title: string;
  body: string | null;
  user: { login: string; type?: string } | null;
  created_at: string;
  updated_at: string;
  closed_at: string | null;
  merged_at: string | null;
  merge_commit_sha: string | null;
  head: { ref: string; sha: string; repo: { full_name: string } | null };
  base: { ref: string; sha: string; repo: { full_name: string } };
  /** Only of one that was asked for alone. */
  mergeable?: boolean | null;
  merged_by?: { login: string; type?: string } | null;
}

/**
 * Says whether a pull request is a proposal: onto main, from a branch of the same repository.
 *
 * @remarks Forks are left out, as everybody on GitHub can open those.
 */
export function isProposal(pull: PullRequest): boolean {
  return (
    pull.base.ref === 'main' &&
    pull.head.repo?.full_name === pull.base.repo.full_name
  );
}

/** The state of a pull request as the portal names it. */
export function toState(pull: PullRequest): ProposalState {
  if (pull.merged_at) return 'merged';
  return pull.state === 'open' ? 'open' : 'closed';
}

/** Checks that a proposal is undecided. @throws ProposalDecidedError */
export function requireOpen(pull: PullRequest): void {
  const state = toState(pull);
  if (state !== 'open') {
    throw new ProposalDecidedError({ number: pull.number, state });
  }
}

/** Complains about a number that is no proposal's. */
export function toUnknownProposalError(number: number): NotFoundError {
  return new NotFoundError(`There is no proposal ${number}.`);
}
