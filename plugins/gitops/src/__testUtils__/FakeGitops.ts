import {
  ConflictError,
  NotFoundError,
  NotImplementedError,
} from '@backstage/errors';
import type {
  AddCommitRequest,
  Author,
  ChangePreview,
  ChangePreviewRequest,
  ClaimSummary,
  Commit,
  CreateProposalRequest,
  Finding,
  ForgeStatus,
  GitopsApi,
  LegoFields,
  Network,
  Lego,
  Preview,
  PreviewRequest,
  PreviewsRequest,
  ProposalSummary,
  TenantFootprint,
} from '@zerotouch/plugin-gitops-common';

/** Returns 40 hexadecimal digits that begin with `start`. */
export const sha = (start: string) => start.padEnd(40, '0');

/** A proposal that waits, with its files. */
export type FakeProposal = ProposalSummary & { paths: string[] };

const founder: Author = { ref: 'user:default/founder', kind: 'human' };

/** Makes an open proposal. */
export function fakeProposal(
  options: Partial<FakeProposal> & { number: number; title: string },
): FakeProposal {
  return {
    author: founder,
    baseSha: sha('b'),
    headSha: sha('a'),
    state: 'open',
    createdAt: new Date(Date.now() - 5 * 60_000).toISOString(),
    updatedAt: new Date().toISOString(),
    files: 1,
    checksState: 'success',
    tenants: [],
    paths: [],
    ...options,
  };
}

/** Makes a commit of two hours ago. */
export function fakeCommit(options: Partial<Commit> & { sha: string }): Commit {
  return {
    title: 'A change',
    authorName: 'founder',
    committedAt: new Date(Date.now() - 2 * 3_600_000).toISOString(),
    ...options,
  };
}

/** Makes a claim of the kind XPostgres. */
export function fakeClaim(tenant: string, name: string): ClaimSummary {
  return {
    kind: 'XPostgres',
    tenant,
    name,
    path: `tenants/${tenant}/${name}/xpostgres.yaml`,
    entityRef: `resource:${tenant}/xpostgres-${name}`,
  };
}

/** The gitops API over plain values; what is written here is what is answered. */
export class FakeGitops implements GitopsApi {
  proposals: FakeProposal[] = [];
  commits: Commit[] = [];
  claims: ClaimSummary[] = [];
  network: Network = { sha: sha('a'), nodes: [], edges: [] };
  problems: Finding[] = [];
  /** Content by `path` on main, or by `path@sha`. */
  files: Record<string, string> = {};
  /** Findings of a preview, by what is asked. */
  findings: (request: PreviewRequest) => Finding[] = () => [];
  objects: Preview['objects'] = [];
  /** Answer of a preview of file changes, by what is asked. */
  change: (request: ChangePreviewRequest) => Omit<ChangePreview, 'sha'> =
    () => ({ findings: [], claims: [] });
  /** Answer of `getLegoFields` for any kind. */
  legoFields: Partial<LegoFields> = {};
  /** What was proposed, and added to proposals. */
  created: CreateProposalRequest[] = [];
  commitsAdded: (AddCommitRequest & { number: number })[] = [];
  legos: Lego[] = [];
  /** Thrown by the methods that it names. */
  failures: Partial<Record<keyof GitopsApi, Error>> = {};

  forge: ForgeStatus = { type: 'local', state: 'ok', message: '' };
  async getForge(): Promise<ForgeStatus> {
    return this.forge;
  }
  async listProposals() {
    this.#failIfAsked('listProposals');
    return { items: this.proposals };
  }
  async getProposal(number: number) {
    const proposal = this.proposals.find(item => item.number === number);
    if (!proposal) {
      throw new NotFoundError(`No proposal ${number}`);
    }
    const { paths, files: _, ...summary } = proposal;
    return {
      ...summary,
      body: '',
      files: paths.map(path => ({
        path,
        status: 'modified' as const,
        additions: 1,
        deletions: 1,
      })),
      checks: [],
      comments: [],
      mergeable: true,
      conflicts: [],
    };
  }
  async listCommits() {
    this.#failIfAsked('listCommits');
    return { items: this.commits };
  }
  async getFile(query: { path: string; ref?: string }) {
    this.#failIfAsked('getFile');
    const key = query.ref ? `${query.path}@${query.ref}` : query.path;
    const content = this.files[key];
    if (content === undefined) {
      throw new NotFoundError(`No file "${key}"`);
    }
    return { path: query.path, ref: query.ref ?? sha('a'), content };
  }
  async listClaims() {
    this.#failIfAsked('listClaims');
    return { sha: sha('a'), items: this.claims };
  }
  async listProblems() {
    this.#failIfAsked('listProblems');
    return { items: this.problems };
  }
  async getNetwork(): Promise<Network> {
    this.#failIfAsked('getNetwork');
    return this.network;
  }
  async getTenantFootprint(tenant: string): Promise<TenantFootprint> {
    this.#failIfAsked('getTenantFootprint');
    const nothing = { cpuMillis: 0, memoryMi: 0, storageGi: 0, replicas: 0 };
    return {
      sha: sha('a'),
      tenant,
      used: nothing,
      quota: nothing,
      claims: [],
    };
  }
  async previewClaim(request: PreviewRequest) {
    this.#failIfAsked('previewClaim');
    const { kind, tenant, name } = request;
    const path = `tenants/${tenant}/${name}/${kind.toLowerCase()}.yaml`;
    const exists: Finding = {
      rule: 'exists',
      severity: 'warning',
      path,
      message: `"${name}" exists already.`,
    };
    return {
      path,
      yaml: `kind: ${kind}\nname: ${name}\n`,
      findings: [
        ...(this.claims.some(claim => claim.path === path) ? [exists] : []),
        ...this.findings(request),
      ],
      objects: this.objects,
    };
  }
  async previewClaims(request: PreviewsRequest) {
    return {
      items: await Promise.all(
        request.claims.map(claim => this.previewClaim(claim)),
      ),
      generated: [],
    };
  }
  async listLegos() {
    this.#failIfAsked('listLegos');
    return { items: this.legos };
  }
  async getLego(kind: string) {
    this.#failIfAsked('getLego');
    const lego = this.legos.find(item => item.kind === kind);
    if (!lego) {
      throw new NotFoundError(`There is no platform API "${kind}"`);
    }
    return lego;
  }
  async createProposal(request: CreateProposalRequest) {
    this.#failIfAsked('createProposal');
    this.created.push(request);
    const number = 100 + this.created.length;
    const { title, changes } = request;
    const paths = changes.map(({ path }) => path);
    this.proposals.unshift(fakeProposal({ number, title, paths }));
    return this.getProposal(number);
  }
  async addCommit(number: number, request: AddCommitRequest) {
    this.#failIfAsked('addCommit');
    this.commitsAdded.push({ number, ...request });
    return this.getProposal(number);
  }
  async getLegoFields(kind: string) {
    this.#failIfAsked('getLegoFields');
    return { kind, fields: [], status: [], columns: [], ...this.legoFields };
  }
  async previewChanges(request: ChangePreviewRequest) {
    this.#failIfAsked('previewChanges');
    return { sha: sha('a'), ...this.change(request) };
  }
  async mergeProposal(): Promise<never> {
    throw new ConflictError('not faked');
  }
  async closeProposal(): Promise<never> {
    throw new NotImplementedError('not faked');
  }
  async updateProposal(): Promise<never> {
    throw new NotImplementedError('not faked');
  }
  async commentProposal(): Promise<never> {
    throw new NotImplementedError('not faked');
  }
  async revertProposal(): Promise<never> {
    throw new NotImplementedError('not faked');
  }

  #failIfAsked(method: keyof GitopsApi) {
    const failure = this.failures[method];
    if (failure) {
      throw failure;
    }
  }
}
