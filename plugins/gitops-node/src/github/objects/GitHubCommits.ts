import { NotFoundError } from '@backstage/errors';
import { Commit, CommitPage } from '@zerotouch/plugin-gitops-common';
import { LruMap } from '../../git/LruMap';
import { findMergeTrailers } from '../../proposals/mergeMessage';
import { orStatus } from '../errors';
import { GitHubApi } from '../GitHubApi';

const KEPT_COMMITS = 20_000;
const PAGE = 100;
const MAX_MAINLINE = 5_000;
const MAX_BRANCH = 1_000;

interface PathHistory {
  touching: Set<string>;
  mainline: Set<string>;
}

/** A commit as Git holds it. */
export interface GitHubCommit {
  sha: string;
  parents: string[];
  message: string;
  authorName: string;
  /** ISO 8601, UTC. */
  committedAt: string;
  treeSha: string;
  /** Set for a commit that a `LocalForge` made before the platform moved to GitHub: its number is none of GitHub's. */
  isLocal: boolean;
}

/** Commits and the order they stand in, kept by their SHA. */
export class GitHubCommits {
  readonly #api: GitHubApi;
  readonly #known = new LruMap<string, GitHubCommit>(KEPT_COMMITS);

  static create(options: { api: GitHubApi }): GitHubCommits {
    return new GitHubCommits(options.api);
  }

  private constructor(api: GitHubApi) {
    this.#api = api;
  }

  /** Returns one commit. @throws NotFoundError */
  async get(sha: string): Promise<GitHubCommit> {
    const known = this.#known.get(sha);
    if (known) return known;
    const octokit = await this.#api.client();
    const answer = await orStatus(
      octokit.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
        ...this.#api.repository,
        commit_sha: sha,
      }),
      [404, 409, 422],
    );
    if (!answer.ok) throw new NotFoundError(`There is no commit "${sha}".`);
    const { data } = answer.value;
    return this.#keep({
      sha: data.sha,
      parents: data.parents.map(parent => parent.sha),
      message: data.message,
      authorName: data.author.name,
      committedAt: toIso(data.committer.date),
      treeSha: data.tree.sha,
      isLocal: isLocal(data.committer.email),
    });
  }

  /**
   * Lists first-parent commits, newest first.
   *
   * @remarks
   * GitHub's own listing mixes in the commits of merged branches, and with a path it names those instead of their merge.
   * So the first parents are followed here, and a merge counts for a path when it or a commit that it brought in touches it.
   */
  async list(options: {
    start: string;
    path?: string;
    limit: number;
  }): Promise<CommitPage> {
    const { start, path, limit } = options;
    const items: Commit[] = [];
    const side =
      path === undefined ? undefined : await this.#touch(start, path);
    let next: string | undefined = start;
    while (next !== undefined && side?.touching.size !== 0) {
      const commit: GitHubCommit = await this.#load(next);
      if (!side || this.#takeTouching(commit, side)) {
        if (items.length === limit) return { items, nextCursor: commit.sha };
        items.push(toCommit(commit));
      }
      next = commit.parents[0];
    }
    return { items };
  }

  // Every commit that GitHub names for a path, and the first parents from `start` on.
  async #touch(start: string, path: string): Promise<PathHistory> {
    const touching = new Set<string>();
    for (let page = 1; ; page++) {
      const commits = await this.#getPage({ sha: start, path, page });
      commits.forEach(commit => touching.add(commit.sha));
      if (commits.length < PAGE) break;
    }
    const mainline = new Set<string>();
    let next: string | undefined = touching.size > 0 ? start : undefined;
    while (next !== undefined && mainline.size < MAX_MAINLINE) {
      mainline.add(next);
      next = (await this.#load(next)).parents[0];
    }
    return { touching, mainline };
  }

  // Takes out of `touching` what came to main by this commit, and says whether there was any.
  #takeTouching(
    commit: GitHubCommit,
    { touching, mainline }: PathHistory,
  ): boolean {
    let found = touching.delete(commit.sha);
    const queue = commit.parents.slice(1);
    const seen = new Set(queue);
    for (const sha of queue) {
      if (mainline.has(sha)) continue;
      if (touching.delete(sha)) found = true;
      for (const parent of this.#known.get(sha)?.parents ?? []) {
        if (!seen.has(parent) && seen.size < MAX_BRANCH) {
          seen.add(parent);
          queue.push(parent);
        }
      }
    }
    return found;
  }

  async #load(sha: string): Promise<GitHubCommit> {
    const known = this.#known.get(sha);
    if (known) return known;
    const commits = await this.#getPage({ sha });
    const commit = commits.find(item => item.sha === sha);
    return commit ?? this.get(sha);
  }

  async #getPage(options: {
    sha: string;
    path?: string;
    page?: number;
  }): Promise<GitHubCommit[]> {
    const octokit = await this.#api.client();
    const answer = await orStatus(
      octokit.request('GET /repos/{owner}/{repo}/commits', {
        ...this.#api.repository,
        ...options,
        per_page: PAGE,
      }),
      [404, 409],
    );
    if (!answer.ok) {
      throw new NotFoundError(`There is no commit "${options.sha}".`);
    }
    return answer.value.data.map(({ sha, commit, parents }) =>
      this.#keep({
        sha,
        parents: parents.map(parent => parent.sha),
        message: commit.message,
        authorName: commit.author?.name ?? '',
        committedAt: toIso(commit.committer?.date ?? commit.author?.date),
        treeSha: commit.tree.sha,
        isLocal: isLocal(commit.committer?.email),
      }),
    );
  }

  #keep(commit: GitHubCommit): GitHubCommit {
    this.#known.set(commit.sha, commit);
    return commit;
  }
}

/** Turns a commit into what the portal shows of it. */
export function toCommit(commit: GitHubCommit): Commit {
  const trailers = findMergeTrailers(commit);
  return {
    sha: commit.sha,
    title: commit.message.split('\n', 1)[0] ?? '',
    authorName: commit.authorName,
    committedAt: commit.committedAt,
    ...(trailers
      ? {
          approvedBy: trailers.approvedBy,
          ...(commit.isLocal ? {} : { proposalNumber: trailers.number }),
        }
      : {}),
  };
}

function isLocal(email: string | undefined): boolean {
  return email?.endsWith('.zerotouch.invalid') ?? false;
}

/** Turns one of GitHub's times into ISO 8601 in UTC. */
export function toIso(time: string | null | undefined): string {
  return new Date(time ?? 0).toISOString();
}
