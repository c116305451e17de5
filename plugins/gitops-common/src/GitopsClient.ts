import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import {
  Network,
  TenantFootprint,
  networkSchema,
  tenantFootprintSchema,
} from './network';
import {
  AddCommitRequest,
  ChangePreview,
  ChangePreviewRequest,
  changePreviewSchema,
} from './changes';
import { FORGE_TOKEN_HEADER, ForgeStatus, forgeStatusSchema } from './forge';
import {
  CreateProposalRequest,
  ListProposalsQuery,
  MergeResult,
  Proposal,
  ProposalPage,
  mergeResultSchema,
  proposalPageSchema,
  proposalSchema,
} from './proposals';
import {
  ClaimList,
  CommitPage,
  FileContent,
  Lego,
  LegoFields,
  LegoList,
  ListCommitsQuery,
  Preview,
  PreviewList,
  PreviewRequest,
  PreviewsRequest,
  ProblemList,
  claimListSchema,
  commitPageSchema,
  fileContentSchema,
  legoFieldsSchema,
  legoListSchema,
  legoSchema,
  previewListSchema,
  previewSchema,
  problemListSchema,
} from './repository';

/** Per-call options of {@link GitopsApi}. */
export interface GitopsRequestOptions {
  /** A Backstage token; browsers leave it out, their `fetch` adds it. */
  token?: string;
  signal?: AbortSignal;
  /** With `mergeProposal`: the person's own token of the forge, so that their account approves; keep it nowhere. */
  forgeToken?: string;
}

/** The gitops plugin's HTTP API. Every method throws `ResponseError` on an answer that is not 2xx. */
export interface GitopsApi {
  /** The state of the connection to the forge. */
  getForge(options?: GitopsRequestOptions): Promise<ForgeStatus>;
  listProposals(
    query?: ListProposalsQuery,
    options?: GitopsRequestOptions,
  ): Promise<ProposalPage>;
  getProposal(
    number: number,
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  createProposal(
    request: CreateProposalRequest,
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  mergeProposal(
    number: number,
    request: { headSha: string },
    options?: GitopsRequestOptions,
  ): Promise<MergeResult>;
  closeProposal(
    number: number,
    request: { reason: string },
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  updateProposal(
    number: number,
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  commentProposal(
    number: number,
    request: { body: string },
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  revertProposal(
    number: number,
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  addCommit(
    number: number,
    request: AddCommitRequest,
    options?: GitopsRequestOptions,
  ): Promise<Proposal>;
  previewChanges(
    request: ChangePreviewRequest,
    options?: GitopsRequestOptions,
  ): Promise<ChangePreview>;
  listCommits(
    query?: ListCommitsQuery,
    options?: GitopsRequestOptions,
  ): Promise<CommitPage>;
  getFile(
    query: { path: string; ref?: string },
    options?: GitopsRequestOptions,
  ): Promise<FileContent>;
  listClaims(options?: GitopsRequestOptions): Promise<ClaimList>;
  listProblems(options?: GitopsRequestOptions): Promise<ProblemList>;
  /** Who may talk to whom; with a tenant only it and its neighbours. */
  getNetwork(
    query?: { tenant?: string },
    options?: GitopsRequestOptions,
  ): Promise<Network>;
  /** What the claims of a tenant request, against its quota. */
  getTenantFootprint(
    tenant: string,
    options?: GitopsRequestOptions,
  ): Promise<TenantFootprint>;
  previewClaim(
    request: PreviewRequest,
    options?: GitopsRequestOptions,
  ): Promise<Preview>;
  previewClaims(
    request: PreviewsRequest,
    options?: GitopsRequestOptions,
  ): Promise<PreviewList>;
  listLegos(options?: GitopsRequestOptions): Promise<LegoList>;
  getLego(kind: string, options?: GitopsRequestOptions): Promise<Lego>;
  getLegoFields(
    kind: string,
    options?: GitopsRequestOptions,
  ): Promise<LegoFields>;
}

/** Speaks to the gitops backend from the browser, another backend plugin or a command line. */
export class GitopsClient implements GitopsApi {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetch = options.fetchApi?.fetch ?? fetch;
  }

  async listProposals(
    query: ListProposalsQuery = {},
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      proposalPageSchema,
      'GET',
      `/proposals${toQuery(query)}`,
      undefined,
      options,
    );
  }
  async getProposal(number: number, options?: GitopsRequestOptions) {
    return this.#call(
      proposalSchema,
      'GET',
      `/proposals/${number}`,
      undefined,
      options,
    );
  }
  async createProposal(
    request: CreateProposalRequest,
    options?: GitopsRequestOptions,
  ) {
    return this.#call(proposalSchema, 'POST', '/proposals', request, options);
  }
  async mergeProposal(
    number: number,
    request: { headSha: string },
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      mergeResultSchema,
      'POST',
      `/proposals/${number}/merge`,
      request,
      options,
    );
  }
  async closeProposal(
    number: number,
    request: { reason: string },
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      proposalSchema,
      'POST',
      `/proposals/${number}/close`,
      request,
      options,
    );
  }
  async updateProposal(number: number, options?: GitopsRequestOptions) {
    return this.#call(
      proposalSchema,
      'POST',
      `/proposals/${number}/update`,
      {},
      options,
    );
  }
  async commentProposal(
    number: number,
    request: { body: string },
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      proposalSchema,
      'POST',
      `/proposals/${number}/comments`,
      request,
      options,
    );
  }
  async revertProposal(number: number, options?: GitopsRequestOptions) {
    return this.#call(
      proposalSchema,
      'POST',
      `/proposals/${number}/revert`,
      {},
      options,
    );
  }
  async addCommit(
    number: number,
    request: AddCommitRequest,
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      proposalSchema,
      'POST',
      `/proposals/${number}/commits`,
      request,
      options,
    );
  }
  async previewChanges(
    request: ChangePreviewRequest,
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      changePreviewSchema,
      'POST',
      '/changes/preview',
      request,
      options,
    );
  }
  async listCommits(
    query: ListCommitsQuery = {},
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      commitPageSchema,
      'GET',
      `/commits${toQuery(query)}`,
      undefined,
      options,
    );
  }
  async getFile(
    query: { path: string; ref?: string },
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      fileContentSchema,
      'GET',
      `/files${toQuery(query)}`,
      undefined,
      options,
    );
  }
  async listClaims(options?: GitopsRequestOptions) {
    return this.#call(claimListSchema, 'GET', '/claims', undefined, options);
  }
  async listProblems(options?: GitopsRequestOptions) {
    return this.#call(
      problemListSchema,
      'GET',
      '/problems',
      undefined,
      options,
    );
  }
  async getNetwork(
    query: { tenant?: string } = {},
    options?: GitopsRequestOptions,
  ) {
    return this.#call(
      networkSchema,
      'GET',
      `/network${toQuery(query)}`,
      undefined,
      options,
    );
  }
  async getTenantFootprint(tenant: string, options?: GitopsRequestOptions) {
    return this.#call(
      tenantFootprintSchema,
      'GET',
      `/tenants/${encodeURIComponent(tenant)}/footprint`,
      undefined,
      options,
    );
  }
  async previewClaim(request: PreviewRequest, options?: GitopsRequestOptions) {
    return this.#call(previewSchema, 'POST', '/preview', request, options);
  }
  async previewClaims(
    request: PreviewsRequest,
    options?: GitopsRequestOptions,
  ) {
    return this.#call(previewListSchema, 'POST', '/previews', request, options);
  }
  async listLegos(options?: GitopsRequestOptions) {
    return this.#call(legoListSchema, 'GET', '/legos', undefined, options);
  }
  async getLegoFields(kind: string, options?: GitopsRequestOptions) {
    return this.#call(
      legoFieldsSchema,
      'GET',
      `/legos/${encodeURIComponent(kind)}/fields`,
      undefined,
      options,
    );
  }
  async getLego(kind: string, options?: GitopsRequestOptions) {
    return this.#call(
      legoSchema,
      'GET',
      `/legos/${encodeURIComponent(kind)}`,
      undefined,
      options,
    );
  }

  async getForge(options?: GitopsRequestOptions) {
    return this.#call(forgeStatusSchema, 'GET', '/forge', undefined, options);
  }

  async #call<T extends z.ZodType>(
    schema: T,
    method: string,
    path: string,
    body: unknown,
    options: GitopsRequestOptions = {},
  ): Promise<z.infer<T>> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('gitops');
    const response = await this.#fetch(`${baseUrl}${path}`, {
      method,
      signal: options.signal,
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(options.token ? { Authorization: `Bearer ${options.token}` } : {}),
        ...(options.forgeToken
          ? { [FORGE_TOKEN_HEADER]: options.forgeToken }
          : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return schema.parse(await response.json());
  }
}

function toQuery(query: object): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}
