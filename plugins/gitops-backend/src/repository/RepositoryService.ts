import { NotFoundError } from '@backstage/errors';
import {
  ClaimList,
  CommitPage,
  FileContent,
  Finding,
  GetFileQuery,
  Preview,
  PreviewRequest,
  ProblemList,
} from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { findProblems } from '../claims/findProblems';
import { listClaims } from '../claims/listClaims';
import { previewClaim } from '../claims/previewClaim';
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

  /** Shows what a claim would become on main. @throws InputError */
  async previewClaim(request: PreviewRequest): Promise<Preview> {
    return previewClaim(await this.#platform.getMain(), request);
  }
}
