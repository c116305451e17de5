import type { ContentChange, GitopsApi } from '@zerotouch/plugin-gitops-common';
import { announceProposals } from '../proposals/proposalChanges';
import type { ClaimFile } from './loadClaimFile';

/** A change of a claim's file, ready to be proposed. */
export interface FileChange {
  /** The file that the change was made on. */
  base: Pick<ClaimFile, 'mainSha' | 'onto'>;
  changes: ContentChange[];
  requestId: string;
  title: string;
  body: string;
}

/**
 * Opens a proposal, or adds to the one that the file was read from.
 *
 * @returns Its number.
 * @throws ResponseError with 409 when the file moved meanwhile, or another open proposal changes it.
 */
export async function proposeChange(
  gitopsApi: GitopsApi,
  change: FileChange,
): Promise<number> {
  const { base, changes, requestId, title, body } = change;
  const { number } = base.onto
    ? await gitopsApi.addCommit(base.onto.number, {
        headSha: base.onto.headSha,
        title,
        changes,
      })
    : await gitopsApi.createProposal({
        requestId,
        title,
        body,
        changes,
        baseSha: base.mainSha,
        alone: true,
      });
  announceProposals();
  return number;
}
