import type { Proposal } from '@zerotouch/plugin-gitops-common';

/** What the approve button depends on. */
export interface ApproveConditions {
  proposal: Proposal;
  /** Files of the shown version whose lines were on the page. */
  seen: string[];
  isBehind: boolean;
  canDecide: boolean;
}

/** Gives the reason why the approve button is inert, as one sentence; undefined when it is live. */
export function whyInert(conditions: ApproveConditions): string | undefined {
  const { proposal, seen, isBehind, canDecide } = conditions;
  if (!canDecide) {
    return 'You may read this proposal; deciding needs another role.';
  }
  if (isBehind) return 'Look at the new version first.';
  if (proposal.conflicts.length > 0) {
    return 'It conflicts with main; bring main in first.';
  }
  if (proposal.mergeable === null) return 'Finding out whether it merges.';
  if (!proposal.mergeable) return 'It cannot be merged as it is.';
  const unseen = proposal.files.filter(file => !seen.includes(file.path));
  if (unseen.length === 1) {
    return `Look at the change of ${unseen[0].path} first.`;
  }
  if (unseen.length > 1) {
    return `Look at the change first: ${unseen.length} files are not shown yet.`;
  }
  return undefined;
}
