import type { ProposalSummary } from '@zerotouch/plugin-gitops-common';

/**
 * Puts the proposals decided on this page back among the open ones, in their old places.
 *
 * @param open - Open proposals, newest first.
 * @param decidedHere - What the person decided since opening the page; wins over `open`.
 * @returns Both, by falling number.
 */
export function mergeDecided(
  open: ProposalSummary[],
  decidedHere: ProposalSummary[],
): ProposalSummary[] {
  const decided = new Set(decidedHere.map(proposal => proposal.number));
  return [
    ...open.filter(proposal => !decided.has(proposal.number)),
    ...decidedHere,
  ].sort((a, b) => b.number - a.number);
}

/** Counts the decisions made on the same calendar day as `now`, in local time. */
export function countDecidedToday(
  proposals: ProposalSummary[],
  now: Date,
): number {
  return proposals.filter(
    ({ decision }) =>
      decision && new Date(decision.at).toDateString() === now.toDateString(),
  ).length;
}
