import { NotFoundError } from '@backstage/errors';
import { Author, FileChange } from '@zerotouch/plugin-gitops-common';
import { LruMap } from '../../git/LruMap';
import { orStatus } from '../errors';
import { GitHubApi } from '../GitHubApi';
import { GitHubObjects } from '../objects/GitHubObjects';
import {
  listDifferingPaths,
  toBareChanges,
  toFileChanges,
} from './fileChanges';
import { findAuthor } from './openingMessage';

const KEPT_CHANGES = 1_000;
/** The most files that GitHub lists of a comparison. */
const MAX_LISTED_FILES = 300;

/** What a branch changes. */
export interface BranchChange {
  /** The newest commit that both sides contain. */
  baseSha: string;
  files: FileChange[];
  /** Who proposed it, as its first commit says; absent when the portal did not make it. */
  author?: Author;
}

/** Compares commits. What was compared is kept by both SHAs, so that it is never outdated. */
export class ChangeReader {
  readonly #api: GitHubApi;
  readonly #objects: GitHubObjects;
  readonly #known = new LruMap<string, Promise<BranchChange>>(KEPT_CHANGES);
  /** The newest comparison of a head, with whatever main it was. */
  readonly #byHead = new LruMap<string, BranchChange>(KEPT_CHANGES);

  static create(options: {
    api: GitHubApi;
    objects: GitHubObjects;
  }): ChangeReader {
    return new ChangeReader(options.api, options.objects);
  }

  private constructor(api: GitHubApi, objects: GitHubObjects) {
    this.#api = api;
    this.#objects = objects;
  }

  /** What `headSha` changes since it left `tipSha`'s history. @throws NotFoundError */
  async compare(tipSha: string, headSha: string): Promise<BranchChange> {
    const key = `${tipSha}...${headSha}`;
    const known = this.#known.get(key);
    if (known) return known;
    const asking = this.#ask(key, headSha);
    this.#known.set(key, asking);
    asking.catch(() => this.#known.delete(key));
    const change = await asking;
    this.#byHead.set(headSha, change);
    return change;
  }

  /**
   * Like {@link ChangeReader.compare}, content with an earlier comparison of the same head.
   *
   * @remarks
   * For lists. A move of main changes what a head adds to it only when main took in commits of that head from elsewhere; whoever
   * opens the proposal sees that at once, the list after a new commit or a restart.
   */
  async compareLoosely(tipSha: string, headSha: string): Promise<BranchChange> {
    return this.#byHead.get(headSha) ?? this.compare(tipSha, headSha);
  }

  /** Paths that two commits changed differently since they parted, sorted: those in which a refused merge conflicts. */
  async findConflicts(mainSha: string, headSha: string): Promise<string[]> {
    const { baseSha } = await this.compare(mainSha, headSha);
    const [base, main, head] = await Promise.all(
      [baseSha, mainSha, headSha].map(sha => this.#objects.listTree(sha)),
    );
    if (!base || !main || !head) return [];
    const there = new Set(listDifferingPaths(base, main));
    return listDifferingPaths(base, head).filter(
      path => there.has(path) && main.get(path)?.sha !== head.get(path)?.sha,
    );
  }

  async #ask(basehead: string, headSha: string): Promise<BranchChange> {
    const octokit = await this.#api.client();
    const answer = await orStatus(
      octokit.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
        ...this.#api.repository,
        basehead,
      }),
      [404, 422],
    );
    if (!answer.ok) {
      throw new NotFoundError(
        `The commits "${basehead}" cannot be compared: one does not exist in the platform repository.`,
      );
    }
    const { merge_base_commit: base, commits, files = [] } = answer.value.data;
    const whole = files.length < MAX_LISTED_FILES;
    const author = commits[0] && findAuthor(commits[0].commit.message);
    return {
      baseSha: base.sha,
      files: whole
        ? toFileChanges(files)
        : toBareChanges(
            await this.#objects.listTree(base.sha),
            await this.#objects.listTree(headSha),
          ),
      ...(author ? { author } : {}),
    };
  }
}
