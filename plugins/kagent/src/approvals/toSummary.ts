import type {
  Proposal,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';

/** Gives what lists show of a proposal. */
export function toSummary(proposal: Proposal): ProposalSummary {
  const { body, checks, comments, mergeable, conflicts, files, ...rest } =
    proposal;
  return { ...rest, files: files.length };
}
