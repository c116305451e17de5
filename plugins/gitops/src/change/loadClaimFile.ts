import { NotFoundError } from '@backstage/errors';
import type { GitopsApi, Proposal } from '@zerotouch/plugin-gitops-common';
import { listDocuments } from '@zerotouch/plugin-gitops-common/edit';
import { filterByFile, listTenantProposals } from '../claim/loadClaim';

/** Which claim, as addresses name it. */
export interface ClaimKey {
  kind: string;
  tenant: string;
  name: string;
}

/** A claim's file as it stands at one commit. */
export interface ClaimFile {
  path: string;
  /** The whole file. */
  text: string;
  /** The claim's position among the documents of the file. */
  documentIndex: number;
  /** Main's head when it was read: a change is based on it. */
  mainSha: string;
  /** The open proposal that the file was read from, and its head then; absent when it is main's file. */
  onto?: { number: number; headSha: string };
  /** Open proposals that change the file. */
  proposals: Pick<Proposal, 'number' | 'title' | 'author'>[];
}

/**
 * Reads the file of a claim, from main or from the head of an open proposal.
 *
 * @throws NotFoundError when main has no such claim.
 */
export async function loadClaimFile(
  gitopsApi: GitopsApi,
  claim: ClaimKey,
  options: { onto?: number; signal?: AbortSignal } = {},
): Promise<ClaimFile> {
  const { onto, signal } = options;
  const { kind, tenant, name } = claim;
  const proposal =
    onto === undefined
      ? undefined
      : await gitopsApi.getProposal(onto, { signal });
  const [{ sha, items }, ofTenant] = await Promise.all([
    gitopsApi.listClaims({ signal }),
    listTenantProposals(gitopsApi, tenant, signal),
  ]);
  const item = items.find(
    other =>
      other.kind === kind && other.tenant === tenant && other.name === name,
  );
  if (!item) {
    throw new NotFoundError(
      `Main has no ${kind} “${name}” in the tenant “${tenant}”. It may have been retired or renamed.`,
    );
  }
  const { path } = item;
  const [proposals, { content }] = await Promise.all([
    filterByFile(gitopsApi, ofTenant, path, signal),
    gitopsApi.getFile({ path, ref: proposal?.headSha ?? sha }, { signal }),
  ]);
  const document = listDocuments(content).find(
    other =>
      other.kind === kind &&
      other.name === name &&
      (other.namespace ?? tenant) === tenant,
  );
  if (!document) {
    throw new NotFoundError(
      `“${path}” holds no ${kind} “${name}” ${
        proposal ? `in proposal ${proposal.number}` : 'on main'
      }. Read the file in its history.`,
    );
  }
  return {
    path,
    text: content,
    documentIndex: document.index,
    mainSha: sha,
    onto: proposal && { number: proposal.number, headSha: proposal.headSha },
    proposals,
  };
}
