import type { ProposalSummary } from '@zerotouch/plugin-gitops-common';

/**
 * Keeps the proposals in which every word of `query` occurs, in any case.
 *
 * @remarks Looks at number, title, author, kind of author, tenants and state.
 */
export function filterProposals(
  proposals: ProposalSummary[],
  query: string,
): ProposalSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return proposals.filter(proposal => {
    const text = [
      `#${proposal.number}`,
      proposal.title,
      proposal.author.ref,
      proposal.author.kind,
      ...proposal.tenants,
      proposal.state,
    ]
      .join(' ')
      .toLowerCase();
    return words.every(word => text.includes(word));
  });
}
