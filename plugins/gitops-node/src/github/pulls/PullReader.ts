import {
  Author,
  Proposal,
  ProposalPage,
  ProposalState,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';
import { parseLimit } from '../../proposals/parseLimit';
import { toAuthor } from '../../proposals/identities';
import { findMergeTrailers } from '../../proposals/mergeMessage';
import { toChecksState, toTenants } from '../../proposals/summaries';
import { orStatus } from '../errors';
import { GitHubApi } from '../GitHubApi';
import { GitHubRefs } from '../GitHubRefs';
import { GitHubCommits, toIso } from '../objects/GitHubCommits';
import { BranchChange, ChangeReader } from './ChangeReader';
import { ChecksOfHeads } from './ChecksOfHeads';
import {
  PullRequest,
  isProposal,
  toState,
  toUnknownProposalError,
} from './PullRequest';
import { readConversation } from './readConversation';
import { parseSignedText, toGitHubAuthor } from './signedText';

const PAGE = 100;

/** Options of {@link PullReader.create}. */
export interface PullReaderOptions {
  api: GitHubApi;
  refs: GitHubRefs;
  commits: GitHubCommits;
  changes: ChangeReader;
  checks: ChecksOfHeads;
}

/** Reads proposals out of pull requests. */
export class PullReader {
  readonly #options: PullReaderOptions;

  static create(options: PullReaderOptions): PullReader {
    return new PullReader(options);
  }

  private constructor(options: PullReaderOptions) {
    this.#options = options;
  }

  /** Reads one pull request. @throws NotFoundError when there is none, or when it is no proposal */
  async load(number: number): Promise<PullRequest> {
    const { api } = this.#options;
    const octokit = await api.client();
    const answer = await orStatus(
      octokit.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...api.repository,
        pull_number: number,
      }),
      [404],
    );
    if (!answer.ok || !isProposal(answer.value.data)) {
      throw toUnknownProposalError(number);
    }
    return answer.value.data;
  }

  /**
   * Reads a whole proposal.
   *
   * @param headSha - A head that was just pushed: GitHub shows it on the pull request a moment later.
   */
  async get(number: number, headSha?: string): Promise<Proposal> {
    const pull = await this.load(number);
    if (!headSha || headSha === pull.head.sha) return this.#describe(pull);
    return this.#describe({
      ...pull,
      mergeable: null,
      head: { ...pull.head, sha: headSha },
    });
  }

  /** The number of the pull request that a request opened, whatever became of it. */
  async findByRequest(requestId: string): Promise<number | undefined> {
    const { api } = this.#options;
    const octokit = await api.client();
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
      ...api.repository,
      state: 'all',
      head: `${api.repository.owner}:zt/${requestId}`,
      base: 'main',
      sort: 'created',
      direction: 'asc',
      per_page: 1,
    });
    return data[0]?.number;
  }

  /** Describes a proposal that was opened this moment: nobody can have said or checked anything yet. */
  async describeNew(
    pull: PullRequest,
    change: { baseSha: string; headSha: string; author: Author },
  ): Promise<Proposal> {
    const { files } = await this.#options.changes.compare(
      change.baseSha,
      change.headSha,
    );
    const { files: _, ...summary } = toSummary(pull, { ...change, files }, []);
    return {
      ...summary,
      body: pull.body ?? '',
      files,
      checks: [],
      comments: [],
      mergeable: null,
      conflicts: [],
    };
  }

  async list(options: {
    state?: ProposalState;
    cursor?: string;
    limit: number;
  }): Promise<ProposalPage> {
    const limit = parseLimit(options.limit, 200);
    const before = options.cursor ? Number(options.cursor) : Infinity;
    const pulls: PullRequest[] = [];
    for (let page = 1; pulls.length <= limit; page++) {
      const found = await this.#getPage(page, options.state);
      pulls.push(
        ...found.filter(
          pull =>
            pull.number < before &&
            isProposal(pull) &&
            (!options.state || options.state === toState(pull)),
        ),
      );
      if (found.length < PAGE) break;
    }
    const mainSha = await this.#options.refs.getHead();
    const shown = pulls.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: await Promise.all(
        shown.map(pull => this.#summarize(pull, mainSha)),
      ),
      ...(pulls.length > limit && last
        ? { nextCursor: String(last.number) }
        : {}),
    };
  }

  async #getPage(
    page: number,
    state: ProposalState | undefined,
  ): Promise<PullRequest[]> {
    const { api } = this.#options;
    const octokit = await api.client();
    const { data } = await octokit.request('GET /repos/{owner}/{repo}/pulls', {
      ...api.repository,
      state: state === 'merged' ? 'closed' : state ?? 'all',
      base: 'main',
      sort: 'created',
      direction: 'desc',
      per_page: PAGE,
      page,
    });
    return data;
  }

  async #summarize(
    pull: PullRequest,
    mainSha: string,
  ): Promise<ProposalSummary> {
    const { changes, checks } = this.#options;
    const tip = await this.#findTip(pull, mainSha);
    const [change, results, decision] = await Promise.all([
      changes.compareLoosely(tip, pull.head.sha),
      checks.readLoosely(pull.head.sha),
      this.#findDecision(pull),
    ]);
    return { ...toSummary(pull, change, results), ...decision };
  }

  async #describe(pull: PullRequest): Promise<Proposal> {
    const { api, refs, changes, checks } = this.#options;
    const headSha = pull.head.sha;
    const mainSha = await refs.getHead();
    const tip = await this.#findTip(pull, mainSha);
    const [change, results, comments, decision] = await Promise.all([
      changes.compare(tip, headSha),
      checks.read(headSha),
      readConversation(api, pull.number),
      this.#findDecision(pull),
    ]);
    const isOpen = toState(pull) === 'open';
    const conflicts =
      isOpen && pull.mergeable === false
        ? await changes.findConflicts(mainSha, headSha)
        : [];
    const { files: _, ...summary } = toSummary(pull, change, results);
    return {
      ...summary,
      ...decision,
      body: parseSignedText(pull.body ?? '').text,
      files: change.files,
      checks: results,
      comments,
      mergeable: isOpen ? pull.mergeable ?? null : false,
      conflicts,
    };
  }

  // What a proposal is compared with: main; once it is decided, main as it was then.
  async #findTip(pull: PullRequest, mainSha: string): Promise<string> {
    if (pull.merged_at && pull.merge_commit_sha) {
      const merge = await this.#options.commits.get(pull.merge_commit_sha);
      return merge.parents[0] ?? mainSha;
    }
    const { signature } = parseSignedText(pull.body ?? '');
    return toState(pull) === 'closed' ? signature?.baseSha ?? mainSha : mainSha;
  }

  async #findDecision(
    pull: PullRequest,
  ): Promise<Pick<ProposalSummary, 'decision' | 'mergeSha'>> {
    const at = toIso(pull.merged_at ?? pull.closed_at);
    switch (toState(pull)) {
      case 'merged': {
        const mergeSha = pull.merge_commit_sha ?? '';
        const trailers = findMergeTrailers(
          await this.#options.commits.get(mergeSha),
        );
        const by =
          trailers?.number === pull.number
            ? toAuthor(trailers.approvedBy)
            : toGitHubAuthor(pull.merged_by);
        return { mergeSha, decision: { by, at, reason: '' } };
      }
      case 'closed': {
        const { signature } = parseSignedText(pull.body ?? '');
        if (signature?.kind !== 'closed') return {};
        const { by, reason = '' } = signature;
        return { decision: { by, at: signature.at ?? at, reason } };
      }
      default:
        return {};
    }
  }
}

function toSummary(
  pull: PullRequest,
  change: BranchChange,
  checks: Proposal['checks'],
): ProposalSummary {
  // Names in commits are believed on branches of the portal only, which nobody else may push to.
  const known = pull.head.ref.startsWith('zt/') ? change.author : undefined;
  return {
    number: pull.number,
    title: pull.title,
    author: known ?? toGitHubAuthor(pull.user),
    baseSha: change.baseSha,
    headSha: pull.head.sha,
    state: toState(pull),
    createdAt: toIso(pull.created_at),
    updatedAt: toIso(pull.updated_at),
    files: change.files.length,
    checksState: toChecksState(checks),
    tenants: toTenants(change.files.map(file => file.path)),
  };
}
