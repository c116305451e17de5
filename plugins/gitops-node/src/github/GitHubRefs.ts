import { NotFoundError } from '@backstage/errors';
import { orStatus } from './errors';
import { GitHubApi } from './GitHubApi';

const SHA = /^[0-9a-f]{40}$/;
const BRANCH =
  /^(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[A-Za-z0-9_][A-Za-z0-9._/+@-]*(?<![./])$/;

/** Branches of the repository. */
export class GitHubRefs {
  readonly #api: GitHubApi;

  static create(options: { api: GitHubApi }): GitHubRefs {
    return new GitHubRefs(options.api);
  }

  private constructor(api: GitHubApi) {
    this.#api = api;
  }

  /** Main's head. @throws NotFoundError while the repository is empty */
  async getHead(): Promise<string> {
    const sha = await this.findBranch('main');
    if (!sha) {
      throw new NotFoundError(
        'The platform repository has no commit on "main" yet, or the App may not read it. Move a platform there first.',
      );
    }
    return sha;
  }

  /** The head of a branch, if it exists. */
  async findBranch(name: string): Promise<string | undefined> {
    const octokit = await this.#api.client();
    const answer = await orStatus(
      octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
        ...this.#api.repository,
        ref: `heads/${name}`,
      }),
      [404, 409],
    );
    return answer.ok ? answer.value.data.object.sha : undefined;
  }

  /** Turns a branch name into the SHA of its head; a full SHA stays as it is. @throws NotFoundError */
  async resolve(ref: string = 'main'): Promise<string> {
    if (ref === 'main') return this.getHead();
    if (SHA.test(ref)) return ref;
    const sha = BRANCH.test(ref) ? await this.findBranch(ref) : undefined;
    if (sha) return sha;
    throw new NotFoundError(
      `There is no branch or commit "${ref}" in the platform repository.`,
    );
  }
}
