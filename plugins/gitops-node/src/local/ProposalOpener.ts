import { ConflictError } from '@backstage/errors';
import { Author } from '@zerotouch/plugin-gitops-common';
import { CreateProposalOptions } from '../GitForge';
import { RefStep } from '../git/GitRefStore';
import {
  requireAbsent,
  requireUnmoved,
  toForeignBaseError,
} from '../proposals/baseChecks';
import { parseContentChanges, parsePath } from '../proposals/contentChanges';
import { parseBody, parseTitle } from '../proposals/proposalText';
import { parseRequestId } from '../proposals/requestId';
import { ProposalRecord } from '../proposals/proposalRecord';
import { NewCommit, createChangeCommit } from './createChangeCommit';
import { OpeningQueue } from './OpeningQueue';
import { ProposalJournal, createRecordObjects } from './ProposalJournal';
import { PROPOSALS_REF, ProposalSnapshot, toBranchRef } from './ProposalReader';

/** What every way of opening a proposal needs. */
export interface OpenOptions {
  requestId: string;
  title: string;
  body: string;
  author: Author;
}

/** Makes the commit that a proposal opens with. */
export type BuildHead = (options: {
  snapshot: ProposalSnapshot;
  /** Set when the branch exists already: the commit it was made on. */
  baseSha?: string;
}) => Promise<NewCommit & { baseSha: string }>;

/** Opens proposals, each request once. */
export class ProposalOpener {
  readonly #journal: ProposalJournal;
  readonly #queue: OpeningQueue;

  static create(options: {
    journal: ProposalJournal;
    queue: OpeningQueue;
  }): ProposalOpener {
    return new ProposalOpener(options.journal, options.queue);
  }

  private constructor(journal: ProposalJournal, queue: OpeningQueue) {
    this.#journal = journal;
    this.#queue = queue;
  }

  /** Opens a proposal from changes of texts; returns its number. */
  async open(options: CreateProposalOptions): Promise<number> {
    const title = parseTitle(options.title);
    const changes = parseContentChanges(options.changes);
    const absent = (options.mustNotExist ?? []).map(parsePath);
    const { objects } = this.#journal.repository;
    return this.openWith(options, async ({ snapshot, baseSha: branchBase }) => {
      const { mainSha } = snapshot;
      const baseSha = await this.#findBase(
        mainSha,
        branchBase ?? options.baseSha,
      );
      const [main, base] = await Promise.all([
        objects.listTree(mainSha),
        objects.listTree(baseSha),
      ]);
      requireAbsent([main, base], absent);
      requireUnmoved({ main, base, baseSha, changes });
      const commit = await createChangeCommit(objects, {
        parentSha: baseSha,
        changes,
        title,
        signature: this.#journal.sign(options.author),
      });
      return { baseSha, ...commit };
    });
  }

  /**
   * Opens a proposal with a commit that `build` makes; returns its number.
   *
   * @remarks
   * The branch comes into being before the proposal. A process that ended between the two left the branch alone: the same
   * request then completes it, and another content on it is a conflict.
   */
  async openWith(options: OpenOptions, build: BuildHead): Promise<number> {
    const requestId = parseRequestId(options.requestId);
    const title = parseTitle(options.title);
    const body = parseBody(options.body);
    const branchRef = toBranchRef(requestId);
    const signature = this.#journal.sign(options.author);
    let number = 0;
    await this.#queue.open(async snapshot => {
      const existing = snapshot.proposals.find(
        state => state.record.requestId === requestId,
      );
      if (existing) {
        number = existing.number;
        return undefined;
      }
      const branchSha = snapshot.refs.get(branchRef);
      const commit = branchSha
        ? await this.#adopt(requestId, branchSha, snapshot, build)
        : await build({ snapshot });
      const headSha = branchSha ?? commit.head.sha;
      const at = this.#journal.now().toISOString();
      const record: ProposalRecord = {
        requestId,
        title,
        body,
        author: options.author,
        baseSha: commit.baseSha,
        headSha,
        createdAt: at,
        updatedAt: at,
        comments: [],
        checks: [],
      };
      const { sha: recordSha, objects } = createRecordObjects({
        record,
        parents: [headSha],
        message: `Open: ${title}`,
        signature,
      });
      number = (snapshot.proposals[0]?.number ?? 0) + 1;
      const branch: RefStep = branchSha
        ? { kind: 'verify', ref: branchRef, sha: branchSha }
        : { kind: 'update', ref: branchRef, sha: headSha };
      const ref = `${PROPOSALS_REF}/${number}`;
      return {
        state: { number, recordSha, record, branchRef, headSha },
        objects: [
          ...(branchSha ? [] : [...commit.objects, commit.head]),
          ...objects,
        ],
        steps: [branch, { kind: 'update', ref, sha: recordSha }],
      };
    });
    return number;
  }

  async #adopt(
    requestId: string,
    branchSha: string,
    snapshot: ProposalSnapshot,
    build: BuildHead,
  ): Promise<NewCommit & { baseSha: string }> {
    const bytes = await this.#journal.repository.objects.read(branchSha);
    const header = /^tree ([0-9a-f]{40})\nparent ([0-9a-f]{40})\n/.exec(
      bytes.toString('latin1'),
    );
    const [, treeSha, baseSha] = header ?? [];
    if (baseSha) {
      const commit = await build({ snapshot, baseSha });
      if (commit.treeSha === treeSha) return commit;
    }
    throw new ConflictError(
      `The branch "zt/${requestId}" exists with another content. Use another request id.`,
    );
  }

  async #findBase(mainSha: string, baseSha = mainSha): Promise<string> {
    if (baseSha === mainSha) return mainSha;
    const { repository } = this.#journal;
    const resolved = await repository.resolve(baseSha);
    if ((await repository.findMergeBase(mainSha, resolved)) === resolved) {
      return resolved;
    }
    throw toForeignBaseError(baseSha);
  }
}
