import { Author } from '@zerotouch/plugin-gitops-common';
import { ByteChange, applyChanges } from '../../git/applyChanges';
import { requireDifference } from '../../proposals/baseChecks';
import { toCommitIdentity } from '../../proposals/identities';
import { orStatus } from '../errors';
import { GitHubApi } from '../GitHubApi';
import { GitHubRefs } from '../GitHubRefs';
import { GitHubCommit, GitHubCommits } from '../objects/GitHubCommits';
import { GitHubObjects } from '../objects/GitHubObjects';
import { ChangeReader } from './ChangeReader';

/** Options of {@link BranchWriter.create}. */
export interface BranchWriterOptions {
  api: GitHubApi;
  refs: GitHubRefs;
  objects: GitHubObjects;
  commits: GitHubCommits;
  changeReader: ChangeReader;
  now: () => Date;
}

/** Writes commits and branches through the Git data API: many files in one commit, without a clone. */
export class BranchWriter {
  readonly api: GitHubApi;
  readonly refs: GitHubRefs;
  readonly objects: GitHubObjects;
  readonly changeReader: ChangeReader;
  readonly #commits: GitHubCommits;
  readonly #now: () => Date;

  static create(options: BranchWriterOptions): BranchWriter {
    return new BranchWriter(options);
  }

  private constructor(options: BranchWriterOptions) {
    this.api = options.api;
    this.refs = options.refs;
    this.objects = options.objects;
    this.changeReader = options.changeReader;
    this.#commits = options.commits;
    this.#now = options.now;
  }

  /**
   * Writes a commit that no branch names yet; two calls.
   *
   * @remarks The new tree is worked out here as well, so that GitHub cannot have understood another change.
   * @throws InputError when the change contradicts the tree or changes nothing.
   */
  async commit(options: {
    parentSha: string;
    changes: ByteChange[];
    message: string;
    author: Author;
  }): Promise<string> {
    const { parentSha, changes } = options;
    const expected = await this.predictTree(parentSha, changes);
    const listing = await this.objects.listTree(parentSha);
    const octokit = await this.api.client();
    const tree = await octokit.request('POST /repos/{owner}/{repo}/git/trees', {
      ...this.api.repository,
      base_tree: parentSha,
      tree: changes.map(({ path, content }) => {
        const mode =
          listing.get(path)?.mode === '100755'
            ? ('100755' as const)
            : ('100644' as const);
        const line = { path, mode, type: 'blob' as const };
        return content === null
          ? { ...line, sha: null }
          : { ...line, content: content.toString('utf8') };
      }),
    });
    if (tree.data.sha !== expected) {
      throw new Error(
        `GitHub made the tree "${tree.data.sha}" of a change whose tree is "${expected}"; nothing was proposed.`,
      );
    }
    const { data } = await octokit.request(
      'POST /repos/{owner}/{repo}/git/commits',
      {
        ...this.api.repository,
        message: options.message,
        tree: expected,
        parents: [parentSha],
        author: {
          ...toCommitIdentity(options.author),
          date: this.#now().toISOString(),
        },
      },
    );
    return data.sha;
  }

  /** Works out the tree that a change makes of a commit. @throws InputError as {@link BranchWriter.commit} */
  async predictTree(parentSha: string, changes: ByteChange[]): Promise<string> {
    const listing = await this.objects.listTree(parentSha);
    const { treeSha } = applyChanges(listing, changes);
    requireDifference(listing, changes);
    return treeSha;
  }

  /** Makes a branch. @returns Whether there was none. */
  async createBranch(name: string, sha: string): Promise<boolean> {
    const octokit = await this.api.client();
    const answer = await orStatus(
      octokit.request('POST /repos/{owner}/{repo}/git/refs', {
        ...this.api.repository,
        ref: `refs/heads/${name}`,
        sha,
      }),
      [422],
    );
    return answer.ok;
  }

  /** Moves a branch forward. @returns Whether it still stood on the commit's parent. */
  async moveBranch(name: string, sha: string): Promise<boolean> {
    const octokit = await this.api.client();
    const answer = await orStatus(
      octokit.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
        ...this.api.repository,
        ref: `heads/${name}`,
        sha,
        force: false,
      }),
      [422],
    );
    return answer.ok;
  }

  /** Reads the commit that a branch names. @throws NotFoundError */
  async readHead(name: string): Promise<GitHubCommit> {
    return this.#commits.get(await this.refs.resolve(name));
  }
}
