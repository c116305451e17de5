import { ProposalSummary } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';

const MAX_OPEN = 200;

/** Finds the newest open proposal that changes one of some files of tenants. */
export async function findOpenProposal(
  forge: GitForge,
  paths: string[],
): Promise<ProposalSummary | undefined> {
  const tenants = new Set(
    paths.flatMap(path => /^tenants\/([^/]+)\//.exec(path)?.[1] ?? []),
  );
  const { items } = await forge.listProposals({
    state: 'open',
    limit: MAX_OPEN,
  });
  const wanted = new Set(paths);
  for (const proposal of items) {
    if (proposal.tenants.some(tenant => tenants.has(tenant))) {
      const { baseSha, headSha } = proposal;
      const changed = await forge.listChangedPaths({ baseSha, headSha });
      if (changed.some(path => wanted.has(path))) {
        return proposal;
      }
    }
  }
  return undefined;
}
