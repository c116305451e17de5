import type { GitopsApi } from '@zerotouch/plugin-gitops-common';

/** What the client needs from the app. */
export interface GitopsApiOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * Creates the gitops client, whose code is fetched with its first call.
 *
 * @remarks The client parses every answer with schemas that the entry bundle should not carry.
 */
export function createGitopsApi(options: GitopsApiOptions): GitopsApi {
  let client: Promise<GitopsApi> | undefined;
  const load = () => {
    client ??= import('@zerotouch/plugin-gitops-common').then(
      ({ GitopsClient }) => new GitopsClient(options),
    );
    return client;
  };
  return {
    getForge: async (...args) => (await load()).getForge(...args),
    listProposals: async (...args) => (await load()).listProposals(...args),
    getProposal: async (...args) => (await load()).getProposal(...args),
    createProposal: async (...args) => (await load()).createProposal(...args),
    mergeProposal: async (...args) => (await load()).mergeProposal(...args),
    closeProposal: async (...args) => (await load()).closeProposal(...args),
    updateProposal: async (...args) => (await load()).updateProposal(...args),
    commentProposal: async (...args) => (await load()).commentProposal(...args),
    revertProposal: async (...args) => (await load()).revertProposal(...args),
    addCommit: async (...args) => (await load()).addCommit(...args),
    previewChanges: async (...args) => (await load()).previewChanges(...args),
    getLegoFields: async (...args) => (await load()).getLegoFields(...args),
    listCommits: async (...args) => (await load()).listCommits(...args),
    getFile: async (...args) => (await load()).getFile(...args),
    listClaims: async (...args) => (await load()).listClaims(...args),
    listProblems: async (...args) => (await load()).listProblems(...args),
    getNetwork: async (...args) => (await load()).getNetwork(...args),
    getTenantFootprint: async (...args) =>
      (await load()).getTenantFootprint(...args),
    previewClaim: async (...args) => (await load()).previewClaim(...args),
    previewClaims: async (...args) => (await load()).previewClaims(...args),
    listLegos: async (...args) => (await load()).listLegos(...args),
    getLego: async (...args) => (await load()).getLego(...args),
  };
}
