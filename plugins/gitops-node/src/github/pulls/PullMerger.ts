import { ConflictError } from '@backstage/errors';
import {
  ApprovalStaleError,
  MergeConflictError,
  ProposalDecidedError,
} from '@zerotouch/plugin-gitops-common';
import { MergeProposalOptions } from '../../GitForge';
import { toCommitIdentity } from '../../proposals/identities';
import { renderMergeMessage } from '../../proposals/mergeMessage';
import { parseTitle } from '../../proposals/proposalText';
import { orStatus } from '../errors';
import { BranchWriter } from './BranchWriter';
import { PullReader } from './PullReader';
import { PullRequest, toState } from './PullRequest';
import { renderSignedText } from './signedText';

const MAX_ATTEMPTS = 12;
/** How often GitHub is asked again when it gives a reason that does not pass by itself; it may have known less a moment ago. */
const MAX_REFUSALS = 4;
const PAUSE_MS = 500;

/** Options of {@link PullMerger.create}. */
export interface PullMergerOptions {
  branches: BranchWriter;
  reader: PullReader;
  sleep: (ms: number) => Promise<void>;
}

/**
 * Merges what an approver saw.
 *
 * @remarks
 * GitHub compares the head with the one that the approver saw, and merges in one step. Who approved is in the merge commit and
 * in a review; when they gave a token of their own, their account writes both.
 */
export class PullMerger {
  readonly #options: PullMergerOptions;

  static create(options: PullMergerOptions): PullMerger {
    return new PullMerger(options);
  }

  private constructor(options: PullMergerOptions) {
    this.#options = options;
  }

  /** Merges. @returns The SHA of the merge commit. */
  async merge(options: MergeProposalOptions): Promise<string> {
    toCommitIdentity(options.approver);
    const pull = await this.#options.reader.load(options.number);
    const done = findOutcome(pull, options.headSha);
    if (done) return done;
    await this.#review(options);
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#ask(pull, options);
      if (answer.ok) return answer.value.data.sha;
      const outcome = await this.#explain(options);
      if (outcome) return outcome;
      const passing = /modified|in progress/i.test(answer.message);
      if (attempt >= (passing ? MAX_ATTEMPTS : MAX_REFUSALS)) {
        throw new ConflictError(
          `GitHub does not merge proposal ${options.number}: ${answer.message}`,
        );
      }
      await this.#options.sleep(PAUSE_MS);
    }
  }

  async #client(token: string | undefined) {
    const { api } = this.#options.branches;
    return token ? api.personalClient(token) : api.client();
  }

  async #ask(pull: PullRequest, options: MergeProposalOptions) {
    const { number, headSha, approver } = options;
    const message = renderMergeMessage({
      number,
      title: toSubject(pull.title),
      headSha,
      approvedBy: approver.ref,
    });
    const [subject = '', , ...trailers] = message.trimEnd().split('\n');
    const octokit = await this.#client(options.approverToken);
    return orStatus(
      octokit.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
        ...this.#options.branches.api.repository,
        pull_number: number,
        sha: headSha,
        merge_method: 'merge',
        commit_title: subject,
        commit_message: trailers.join('\n'),
      }),
      [405, 409, 422],
    );
  }

  // An account cannot approve its own pull request, so the App's review is a comment in the approver's name.
  async #review(options: MergeProposalOptions): Promise<void> {
    const { number, headSha, approver, approverToken } = options;
    const octokit = await this.#client(approverToken);
    const review = {
      ...this.#options.branches.api.repository,
      pull_number: number,
      commit_id: headSha,
    };
    const words = `Approved ${headSha}.`;
    await orStatus(
      octokit.request(
        'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
        approverToken
          ? {
              ...review,
              event: 'APPROVE',
              body: `${words} In ZeroTouch as ${approver.ref}.`,
            }
          : {
              ...review,
              event: 'COMMENT',
              body: renderSignedText(words, { kind: 'approval', by: approver }),
            },
      ),
      // The merge itself says what is wrong, or that nothing is.
      [422],
    );
  }

  // What GitHub refused: decided meanwhile, moved, in conflict, or only to be asked again.
  async #explain(options: MergeProposalOptions): Promise<string | undefined> {
    const { number } = options;
    const { branches, reader } = this.#options;
    const pull = await reader.load(number);
    const outcome = findOutcome(pull, options.headSha);
    if (outcome) return outcome;
    if (pull.mergeable === false) {
      const mainSha = await branches.refs.getHead();
      const conflicts = await branches.changeReader.findConflicts(
        mainSha,
        options.headSha,
      );
      throw new MergeConflictError({ number, conflicts });
    }
    return undefined;
  }
}

function findOutcome(pull: PullRequest, headSha: string): string | undefined {
  const { number } = pull;
  const state = toState(pull);
  if (
    state === 'merged' &&
    pull.head.sha === headSha &&
    pull.merge_commit_sha
  ) {
    return pull.merge_commit_sha;
  }
  if (state !== 'open') throw new ProposalDecidedError({ number, state });
  if (pull.head.sha !== headSha) {
    throw new ApprovalStaleError({
      number,
      expectedSha: headSha,
      actualSha: pull.head.sha,
    });
  }
  return undefined;
}

// A title that somebody wrote on GitHub need not keep the rules of ours.
function toSubject(title: string): string {
  return parseTitle(title.replace(/\s+/gu, ' ').slice(0, 200));
}
