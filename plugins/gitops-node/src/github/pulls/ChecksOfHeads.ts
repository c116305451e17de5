import { Check } from '@zerotouch/plugin-gitops-common';
import { LruMap } from '../../git/LruMap';
import { GitHubApi } from '../GitHubApi';
import {
  fromCheckRun,
  fromCommitStatus,
  sortChecks,
  toCheckRun,
  toCommitStatus,
} from './checkRuns';

const KEPT_HEADS = 2_000;
/** How long a list is content with what was read before, in milliseconds; a webhook or an own result ends it. */
const FRESH_MS = 60_000;

/** Options of {@link ChecksOfHeads.create}. */
export interface ChecksOfHeadsOptions {
  api: GitHubApi;
  /** An App writes check runs; a token may only write commit statuses. */
  asApp: boolean;
  now: () => Date;
}

/** Results of checks by the commit that they are about. */
export class ChecksOfHeads {
  readonly #options: ChecksOfHeadsOptions;
  readonly #known = new LruMap<string, { checks: Check[]; at: number }>(
    KEPT_HEADS,
  );

  static create(options: ChecksOfHeadsOptions): ChecksOfHeads {
    return new ChecksOfHeads(options);
  }

  private constructor(options: ChecksOfHeadsOptions) {
    this.#options = options;
  }

  /** Reads the checks of a commit, sorted by name. */
  async read(headSha: string): Promise<Check[]> {
    const { asApp, now } = this.#options;
    const [runs, statuses] = await Promise.all([
      this.#readRuns(headSha),
      asApp ? [] : this.#readStatuses(headSha),
    ]);
    const checks = sortChecks([...runs, ...statuses]);
    this.#known.set(headSha, { checks, at: now().getTime() });
    return checks;
  }

  /** Like {@link ChecksOfHeads.read}, content with what was read within the last minute. */
  async readLoosely(headSha: string): Promise<Check[]> {
    const known = this.#known.get(headSha);
    const age = this.#options.now().getTime() - (known?.at ?? 0);
    return known && age < FRESH_MS ? known.checks : this.read(headSha);
  }

  /** Forgets what was read, all of it: what a webhook is about may be any of it. */
  forget(): void {
    this.#known.clear();
  }

  /** Writes a result, unless it stands there already. */
  async write(headSha: string, check: Check): Promise<void> {
    const known = this.#known
      .get(headSha)
      ?.checks.find(item => item.name === check.name);
    if (known && JSON.stringify(known) === JSON.stringify(check)) return;
    const { api, asApp } = this.#options;
    const octokit = await api.client();
    if (asApp) {
      await octokit.request('POST /repos/{owner}/{repo}/check-runs', {
        ...api.repository,
        head_sha: headSha,
        ...toCheckRun(check),
      });
    } else {
      await octokit.request('POST /repos/{owner}/{repo}/statuses/{sha}', {
        ...api.repository,
        sha: headSha,
        ...toCommitStatus(check),
      });
    }
    this.#known.delete(headSha);
  }

  async #readRuns(headSha: string): Promise<Check[]> {
    const { api } = this.#options;
    const octokit = await api.client();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ...api.repository, ref: headSha, per_page: 100 },
    );
    return data.check_runs.map(fromCheckRun);
  }

  async #readStatuses(headSha: string): Promise<Check[]> {
    const { api } = this.#options;
    const octokit = await api.client();
    const { data } = await octokit.request(
      'GET /repos/{owner}/{repo}/commits/{ref}/status',
      { ...api.repository, ref: headSha, per_page: 100 },
    );
    return data.statuses.map(fromCommitStatus);
  }
}
