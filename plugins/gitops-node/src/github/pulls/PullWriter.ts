import { InputError } from '@backstage/errors';
import {
  ApprovalStaleError,
  Author,
  Check,
  ContentChange,
  MergeConflictError,
  ProposalDecidedError,
  checkSchema,
} from '@zerotouch/plugin-gitops-common';
import { parseContentChanges } from '../../proposals/contentChanges';
import { toCommitIdentity } from '../../proposals/identities';
import { parseBody, parseTitle } from '../../proposals/proposalText';
import { orStatus } from '../errors';
import { BranchWriter } from './BranchWriter';
import { ChecksOfHeads } from './ChecksOfHeads';
import { PullReader } from './PullReader';
import { requireOpen, toState } from './PullRequest';
import { parseSignedText, renderSignedText } from './signedText';

/** Options of {@link PullWriter.create}. */
export interface PullWriterOptions {
  branches: BranchWriter;
  reader: PullReader;
  checks: ChecksOfHeads;
  now: () => Date;
}

/** Changes proposals that exist. Merging is done by `PullMerger`. */
export class PullWriter {
  readonly #options: PullWriterOptions;

  static create(options: PullWriterOptions): PullWriter {
    return new PullWriter(options);
  }

  private constructor(options: PullWriterOptions) {
    this.#options = options;
  }

  /** Adds a commit. @returns The new head. */
  async addCommit(options: {
    number: number;
    expectedHeadSha: string;
    title: string;
    author: Author;
    changes: ContentChange[];
  }): Promise<string> {
    const { branches, reader } = this.#options;
    const { number, expectedHeadSha: expectedSha, author } = options;
    const title = parseTitle(options.title);
    const changes = parseContentChanges(options.changes);
    const pull = await reader.load(number);
    requireOpen(pull);
    const { ref } = pull.head;
    const stale = async () => {
      const actualSha = await branches.refs.resolve(ref);
      return new ApprovalStaleError({ number, expectedSha, actualSha });
    };
    if (pull.head.sha !== expectedSha) throw await stale();
    const sha = await branches.commit({
      parentSha: expectedSha,
      changes,
      message: `${title}\n`,
      author,
    });
    // Only a branch that stands on the parent still can be moved forward to its child.
    if (!(await branches.moveBranch(ref, sha))) throw await stale();
    return sha;
  }

  /** Brings main into the branch. @returns The new head, if there is one. */
  async update(options: {
    number: number;
    author: Author;
  }): Promise<string | undefined> {
    const { branches, reader } = this.#options;
    const { number, author } = options;
    toCommitIdentity(author);
    const pull = await reader.load(number);
    requireOpen(pull);
    const mainSha = await branches.refs.getHead();
    const { api } = branches;
    const octokit = await api.client();
    const answer = await orStatus(
      octokit.request('POST /repos/{owner}/{repo}/merges', {
        ...api.repository,
        base: pull.head.ref,
        head: mainSha,
        commit_message: `Bring main into the proposal\n\nAsked-by: ${author.ref}\n`,
      }),
      [409],
    );
    if (answer.ok) {
      return answer.value.status === 201 ? answer.value.data.sha : undefined;
    }
    const conflicts = await branches.changeReader.findConflicts(
      mainSha,
      pull.head.sha,
    );
    throw new MergeConflictError({ number, conflicts });
  }

  /** Closes a proposal; its reason and who gave it stand below the text of the pull request. */
  async close(options: {
    number: number;
    reason: string;
    by: Author;
  }): Promise<void> {
    const { branches, reader, now } = this.#options;
    const { number, by } = options;
    const reason = parseBody(options.reason).trim();
    toCommitIdentity(by);
    const pull = await reader.load(number);
    requireOpen(pull);
    const { baseSha } = await branches.changeReader.compare(
      await branches.refs.getHead(),
      pull.head.sha,
    );
    const body = renderSignedText(parseSignedText(pull.body ?? '').text, {
      kind: 'closed',
      by,
      baseSha,
      at: now().toISOString(),
      reason,
    });
    const { api } = branches;
    const octokit = await api.client();
    const { data } = await octokit.request(
      'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
      { ...api.repository, pull_number: number, state: 'closed', body },
    );
    // Closing compares nothing: a merge that was quicker stays one.
    if (toState(data) === 'merged') {
      throw new ProposalDecidedError({ number, state: 'merged' });
    }
  }

  /** Adds a comment under the name of who wrote it. */
  async comment(options: {
    number: number;
    body: string;
    author: Author;
  }): Promise<void> {
    const { branches, reader } = this.#options;
    const text = parseBody(options.body).trim();
    if (text === '') throw new InputError('A comment needs some text.');
    toCommitIdentity(options.author);
    await reader.load(options.number);
    const { api } = branches;
    const octokit = await api.client();
    await octokit.request(
      'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      {
        ...api.repository,
        issue_number: options.number,
        body: renderSignedText(text, { kind: 'comment', by: options.author }),
      },
    );
  }

  /** Writes a check of a head. Checks belong to a commit, so one of an earlier head shows nowhere. */
  async setCheck(options: { headSha: string; check: Check }): Promise<void> {
    const check = checkSchema.parse(options.check);
    await this.#options.checks.write(options.headSha, check);
  }
}
