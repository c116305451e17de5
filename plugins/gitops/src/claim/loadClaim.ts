import type {
  Commit,
  GitopsApi,
  Preview,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';
import type { ClaimIdentity } from './claimIdentity';
import { ClaimDocument, findClaimDocument } from './parseClaim';

/** How far back the last good version is looked for. */
const MAX_VERSIONS = 10;
/** How many open proposals of a tenant are looked into. */
const MAX_PROPOSALS = 10;

/** A version of a claim that is well, and what it becomes. */
export interface ClaimVersion {
  document: ClaimDocument;
  preview: Preview;
  /** The commit that it stands in; absent for the version on main. */
  commit?: Commit;
}

/**
 * Reads a claim as it stands on main, or in the newest commit in which nothing is wrong with it.
 *
 * @returns undefined when none of the last versions is well.
 */
export async function loadClaimVersion(
  gitopsApi: GitopsApi,
  claim: ClaimIdentity,
  signal: AbortSignal,
): Promise<ClaimVersion | undefined> {
  const current = await readVersion(gitopsApi, claim, undefined, signal);
  if (current) {
    return current;
  }
  const { items } = await gitopsApi.listCommits(
    { path: claim.path, limit: MAX_VERSIONS },
    { signal },
  );
  for (const commit of items.slice(1)) {
    const version = await readVersion(gitopsApi, claim, commit, signal);
    if (version) {
      return version;
    }
  }
  return undefined;
}

async function readVersion(
  gitopsApi: GitopsApi,
  claim: ClaimIdentity,
  commit: Commit | undefined,
  signal: AbortSignal,
): Promise<ClaimVersion | undefined> {
  const { path, kind, tenant, name, error } = claim;
  const { content } = await gitopsApi.getFile(
    { path, ref: commit?.sha },
    { signal },
  );
  const document = findClaimDocument(content, claim);
  if (!document) {
    return undefined;
  }
  const preview = await gitopsApi.previewClaim(
    { kind, tenant, name, spec: document.spec },
    { signal },
  );
  const isWell =
    !error || preview.findings.every(({ severity }) => severity !== 'error');
  return isWell ? { document, preview, commit } : undefined;
}

type ListedProposal = Pick<ProposalSummary, 'number' | 'title' | 'author'>;

/** Lists the open proposals that change a claim's file, newest first. */
export async function listClaimProposals(
  gitopsApi: GitopsApi,
  claim: Pick<ClaimIdentity, 'tenant' | 'path'>,
  signal?: AbortSignal,
): Promise<ListedProposal[]> {
  const proposals = await listTenantProposals(gitopsApi, claim.tenant, signal);
  return filterByFile(gitopsApi, proposals, claim.path, signal);
}

/** Lists the open proposals of a tenant, newest first. */
export async function listTenantProposals(
  gitopsApi: GitopsApi,
  tenant: string,
  signal?: AbortSignal,
): Promise<ListedProposal[]> {
  const { items } = await gitopsApi.listProposals(
    { state: 'open' },
    { signal },
  );
  return items
    .filter(({ tenants }) => tenants.includes(tenant))
    .slice(0, MAX_PROPOSALS);
}

/** Keeps the proposals that change a file; only a whole proposal says which files it changes. */
export async function filterByFile(
  gitopsApi: GitopsApi,
  proposals: ListedProposal[],
  path: string,
  signal?: AbortSignal,
): Promise<ListedProposal[]> {
  const whole = await Promise.all(
    proposals.map(({ number }) => gitopsApi.getProposal(number, { signal })),
  );
  return whole.filter(({ files }) =>
    files.some(file => file.path === path || file.previousPath === path),
  );
}
