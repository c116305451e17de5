import { NotFoundError } from '@backstage/errors';
import {
  ClaimList,
  CommitPage,
  FileContent,
  Finding,
  GetFileQuery,
  Network,
  Lego,
  LegoFields,
  LegoList,
  Preview,
  PreviewList,
  PreviewRequest,
  PreviewsRequest,
  ProblemList,
  TenantFootprint,
} from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { describeFields } from '../claims/describeFields';
import { describeLego, listLegos } from '../claims/describeLego';
import { describeFootprint } from '../claims/describeFootprint';
import { describeNetwork } from '../claims/describeNetwork';
import { findProblems } from '../claims/findProblems';
import { generateFiles, readRepoUrl } from '../claims/generateFiles';
import { listClaims } from '../claims/listClaims';
import { previewClaim, previewClaims } from '../claims/previewClaim';
import { changePlatform } from '../platform/changePlatform';
import { PlatformReader } from '../platform/PlatformReader';

const MAX_FILE_BYTES = 1_000_000;

/** What can be read of the platform repository, and what a claim would become in it. Authorises nobody. */
export class RepositoryService {
  readonly #forge: GitForge;
  readonly #platform: PlatformReader;
  #problems: { sha: string; items: Promise<Finding[]> } | undefined;

  static create(options: {
    forge: GitForge;
    platform: PlatformReader;
  }): RepositoryService {
    return new RepositoryService(options.forge, options.platform);
  }

  private constructor(forge: GitForge, platform: PlatformReader) {
    this.#forge = forge;
    this.#platform = platform;
  }

  /** Lists the commits of main, newest first. */
  async listCommits(options: {
    path?: string;
    cursor?: string;
    limit: number;
  }): Promise<CommitPage> {
    return this.#forge.listCommits(options);
  }

  /** Returns a text file. @throws NotFoundError when it does not exist or is too large to show. */
  async getFile(query: GetFileQuery): Promise<FileContent> {
    const { path, ref = 'main' } = query;
    const file = await this.#forge.readFile({ path, ref });
    if (file.size > MAX_FILE_BYTES) {
      throw new NotFoundError(
        `"${path}" has ${file.size} bytes, too many to show; clone the repository to read it`,
      );
    }
    return { path, ref, content: file.content };
  }

  /** Lists every claim on main. */
  async listClaims(): Promise<ClaimList> {
    return listClaims(await this.#platform.getMain());
  }

  /** Lists what is wrong on main; found once a commit. */
  async listProblems(): Promise<ProblemList> {
    const platform = await this.#platform.getMain();
    if (this.#problems?.sha !== platform.sha) {
      this.#problems = { sha: platform.sha, items: findProblems(platform) };
    }
    try {
      return { items: await this.#problems.items };
    } catch (error) {
      this.#problems = undefined;
      throw error;
    }
  }

  /** Computes who may talk to whom on main; with a tenant only it and its neighbours. */
  async getNetwork(tenant?: string): Promise<Network> {
    return describeNetwork(await this.#platform.getMain(), tenant);
  }

  /** Adds up what the claims of a tenant request, against its quota. @throws NotFoundError */
  async getTenantFootprint(tenant: string): Promise<TenantFootprint> {
    return describeFootprint(await this.#platform.getMain(), tenant);
  }

  /** Shows what a claim would become on main. @throws InputError */
  async previewClaim(request: PreviewRequest): Promise<Preview> {
    return previewClaim(await this.#platform.getMain(), request);
  }

  /** Shows what claims that are written together would become on main. @throws InputError */
  async previewClaims({ claims }: PreviewsRequest): Promise<PreviewList> {
    const before = await this.#platform.getMain();
    const items = previewClaims(before, claims);
    const contents = new Map(items.map(({ path, yaml }) => [path, yaml]));
    const generated = claims.some(({ kind }) => kind === 'XTenant')
      ? generateFiles({
          before,
          after: changePlatform(before, contents),
          repoURL: await readRepoUrl(this.#forge, before.sha),
        })
      : [];
    return { items, generated };
  }

  /** Lists the platform APIs that main defines. */
  async listLegos(): Promise<LegoList> {
    return { items: listLegos((await this.#platform.getMain()).tree) };
  }

  /** Describes every field of a platform API. @throws NotFoundError */
  async getLegoFields(kind: string): Promise<LegoFields> {
    return describeFields(await this.#platform.getMain(), kind);
  }

  /** Describes one platform API. @throws NotFoundError */
  async getLego(kind: string): Promise<Lego> {
    return describeLego((await this.#platform.getMain()).tree, kind);
  }
}
