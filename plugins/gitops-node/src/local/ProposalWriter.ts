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
import { MergeProposalOptions } from '../GitForge';
import { createCommitObject } from '../git/gitObjects';
import { RefStep } from '../git/GitRefStore';
import { parseContentChanges } from '../proposals/contentChanges';
import { renderMergeMessage } from '../proposals/mergeMessage';
import { parseBody, parseTitle } from '../proposals/proposalText';
import { createChangeCommit } from './createChangeCommit';
import { mergeTrees } from './mergeTrees';
import { ProposalJournal } from './ProposalJournal';
import {
  PROPOSALS_REF,
  ProposalSnapshot,
  StoredProposal,
  requireProposal,
  toState,
} from './ProposalReader';
import { MAIN_REF } from './Repository';

/** Options of {@link ProposalWriter.create}. */
export interface ProposalWriterOptions {
  journal: ProposalJournal;
  generateId: () => string;
}

/** Changes and decides proposals that exist. */
export class ProposalWriter {
  readonly #journal: ProposalJournal;
  readonly #generateId: () => string;

  static create(options: ProposalWriterOptions): ProposalWriter {
    return new ProposalWriter(options);
  }

  private constructor(options: ProposalWriterOptions) {
    this.#journal = options.journal;
    this.#generateId = options.generateId;
  }

  async addCommit(options: {
    number: number;
    expectedHeadSha: string;
    title: string;
    author: Author;
    changes: ContentChange[];
  }): Promise<void> {
    const title = parseTitle(options.title);
    const changes = parseContentChanges(options.changes);
    await this.#journal.write(async snapshot => {
      const state = requireOpen(snapshot, options.number);
      requireHead(state, options.expectedHeadSha);
      const { objects: store } = this.#journal.repository;
      const { head, objects } = await createChangeCommit(store, {
        parentSha: state.headSha,
        changes,
        title,
        signature: this.#journal.sign(options.author),
      });
      await store.write([...objects, head]);
      return [moveBranch(snapshot, state, head.sha), verifyRecord(state)];
    });
  }

  async update(options: { number: number; author: Author }): Promise<void> {
    await this.#journal.write(async snapshot => {
      const state = requireOpen(snapshot, options.number);
      const { repository } = this.#journal;
      const { mainSha } = snapshot;
      const base = await repository.findMergeBase(mainSha, state.headSha);
      if (base === mainSha) return [];
      const tree = await this.#mergeTree(state, mainSha);
      const signature = this.#journal.sign(options.author);
      const head = createCommitObject({
        tree,
        parents: [state.headSha, mainSha],
        author: signature,
        committer: signature,
        message: 'Bring main into the proposal\n',
      });
      await repository.objects.write([head]);
      return [moveBranch(snapshot, state, head.sha), verifyRecord(state)];
    });
  }

  async merge(options: MergeProposalOptions): Promise<string> {
    const approver = this.#journal.sign(options.approver);
    let mergeSha = '';
    await this.#journal.write(async snapshot => {
      const state = requireProposal(snapshot, options.number);
      if (state.merge?.headSha === options.headSha) {
        mergeSha = state.merge.mergeSha;
        return [];
      }
      requireOpen(snapshot, options.number);
      requireHead(state, options.headSha);
      const tree = await this.#mergeTree(state, snapshot.mainSha);
      const commit = createCommitObject({
        tree,
        parents: [snapshot.mainSha, state.headSha],
        author: this.#journal.sign(state.record.author),
        committer: approver,
        message: renderMergeMessage({
          number: state.number,
          title: state.record.title,
          headSha: state.headSha,
          approvedBy: options.approver.ref,
        }),
      });
      await this.#journal.repository.objects.write([commit]);
      mergeSha = commit.sha;
      return [
        verifyRecord(state),
        ...verifyBranch(snapshot, state),
        {
          kind: 'update',
          ref: MAIN_REF,
          sha: commit.sha,
          expectedSha: snapshot.mainSha,
        },
      ];
    });
    return mergeSha;
  }

  async close(options: {
    number: number;
    reason: string;
    by: Author;
  }): Promise<void> {
    const reason = parseBody(options.reason).trim();
    await this.#journal.write(async snapshot => {
      const state = requireOpen(snapshot, options.number);
      const at = this.#journal.now().toISOString();
      const baseSha = await this.#journal.reader.findBase(
        snapshot.mainSha,
        state,
      );
      return this.#journal.record({
        state,
        message: `Close: ${options.by.ref}`,
        author: options.by,
        record: {
          ...state.record,
          baseSha,
          headSha: state.headSha,
          decision: { by: options.by, at, reason },
        },
      });
    });
  }

  async comment(options: {
    number: number;
    body: string;
    author: Author;
  }): Promise<void> {
    const body = parseBody(options.body).trim();
    if (body === '') throw new InputError('A comment needs some text.');
    const id = this.#generateId();
    const createdAt = this.#journal.now().toISOString();
    const { author } = options;
    await this.#journal.write(async snapshot => {
      const state = requireProposal(snapshot, options.number);
      return this.#journal.record({
        state,
        message: `Comment: ${author.ref}`,
        author,
        record: {
          ...state.record,
          comments: [
            ...state.record.comments,
            { id, author, body, kind: 'comment', createdAt },
          ],
        },
      });
    });
  }

  async setCheck(options: {
    number: number;
    headSha: string;
    check: Check;
  }): Promise<void> {
    const check = checkSchema.parse(options.check);
    await this.#journal.write(async snapshot => {
      const state = requireProposal(snapshot, options.number);
      if (toState(state) !== 'open' || state.headSha !== options.headSha) {
        return [];
      }
      const { record } = state;
      const current = record.checkedSha === state.headSha ? record.checks : [];
      const known = current.find(item => item.name === check.name);
      if (JSON.stringify(known) === JSON.stringify(check)) return [];
      const checks = [...current.filter(item => item !== known), check];
      checks.sort((a, b) => (a.name < b.name ? -1 : 1));
      return this.#journal.record({
        state,
        message: `Check: ${check.name}`,
        author: record.author,
        record: { ...record, checkedSha: state.headSha, checks },
      });
    });
  }

  async #mergeTree(state: StoredProposal, mainSha: string): Promise<string> {
    const { treeSha, conflicts } = await mergeTrees(
      this.#journal.repository.git,
      { a: mainSha, b: state.headSha },
    );
    if (conflicts.length > 0) {
      throw new MergeConflictError({ number: state.number, conflicts });
    }
    return treeSha;
  }
}

function requireOpen(
  snapshot: ProposalSnapshot,
  number: number,
): StoredProposal {
  const state = requireProposal(snapshot, number);
  if (toState(state) !== 'open') {
    throw new ProposalDecidedError({ number, state: toState(state) });
  }
  return state;
}

function requireHead(state: StoredProposal, expectedSha: string): void {
  if (state.headSha !== expectedSha) {
    throw new ApprovalStaleError({
      number: state.number,
      expectedSha,
      actualSha: state.headSha,
    });
  }
}

function moveBranch(
  snapshot: ProposalSnapshot,
  state: StoredProposal,
  sha: string,
): RefStep {
  const expectedSha = snapshot.refs.get(state.branchRef);
  return { kind: 'update', ref: state.branchRef, sha, expectedSha };
}

// A step on the branch or on main counts only while the proposal is still undecided and its head the one that was read.
function verifyRecord(state: StoredProposal): RefStep {
  const ref = `${PROPOSALS_REF}/${state.number}`;
  return { kind: 'verify', ref, sha: state.recordSha };
}

function verifyBranch(
  snapshot: ProposalSnapshot,
  state: StoredProposal,
): RefStep[] {
  const sha = snapshot.refs.get(state.branchRef);
  return sha ? [{ kind: 'verify', ref: state.branchRef, sha }] : [];
}
