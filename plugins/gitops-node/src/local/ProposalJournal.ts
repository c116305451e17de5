import { Author } from '@zerotouch/plugin-gitops-common';
import {
  CommitSignature,
  GitObject,
  createCommitObject,
  createGitObject,
  createTreeObject,
} from '../git/gitObjects';
import { RefMovedError, RefStep } from '../git/GitRefStore';
import { WriterMutex } from '../mutex/WriterMutex';
import { toCommitIdentity } from '../proposals/identities';
import {
  ProposalRecord,
  RECORD_PATH,
  renderProposalRecord,
} from '../proposals/proposalRecord';
import {
  PROPOSALS_REF,
  ProposalReader,
  ProposalSnapshot,
  StoredProposal,
} from './ProposalReader';
import { Repository } from './Repository';

const ATTEMPTS = 5;

/** Options of {@link ProposalJournal.create}. */
export interface ProposalJournalOptions {
  repository: Repository;
  reader: ProposalReader;
  mutex: WriterMutex;
  now: () => Date;
}

/** Writes the refs of proposals: under the mutex, and each only from the value that was read. */
export class ProposalJournal {
  readonly repository: Repository;
  readonly reader: ProposalReader;
  readonly now: () => Date;
  readonly #mutex: WriterMutex;

  static create(options: ProposalJournalOptions): ProposalJournal {
    return new ProposalJournal(options);
  }

  private constructor(options: ProposalJournalOptions) {
    this.repository = options.repository;
    this.reader = options.reader;
    this.now = options.now;
    this.#mutex = options.mutex;
  }

  /** Signs as an author, now. */
  sign(author: Author): CommitSignature {
    return { ...toCommitIdentity(author), at: this.now() };
  }

  /**
   * Reads all proposals, lets `decide` write objects, and moves the refs as it answers; no steps, no change.
   *
   * @remarks When somebody else moved a ref in between, everything is read and decided again.
   */
  async write(
    decide: (snapshot: ProposalSnapshot) => Promise<RefStep[]>,
  ): Promise<void> {
    await this.#mutex.run(async () => {
      for (let attempt = 1; ; attempt++) {
        const steps = await decide(await this.reader.snapshot());
        if (steps.length === 0) return;
        try {
          await this.repository.refs.transact(steps);
          return;
        } catch (error) {
          if (!(error instanceof RefMovedError) || attempt === ATTEMPTS) {
            throw error;
          }
        }
      }
    });
  }

  /** Writes a new version of a record and returns the step that makes it count. */
  async record(options: {
    state: StoredProposal;
    message: string;
    author: Author;
    record: ProposalRecord;
  }): Promise<RefStep[]> {
    const { state } = options;
    const { sha, objects } = createRecordObjects({
      record: { ...options.record, updatedAt: this.now().toISOString() },
      // The head is a parent so that Git keeps it, whatever happens to the branch.
      parents: [...new Set([state.recordSha, state.headSha])],
      message: options.message,
      signature: this.sign(options.author),
    });
    await this.repository.objects.write(objects);
    return [
      {
        kind: 'update',
        ref: `${PROPOSALS_REF}/${state.number}`,
        sha,
        expectedSha: state.recordSha,
      },
    ];
  }
}

/** Makes the commit that holds a record. */
export function createRecordObjects(options: {
  record: ProposalRecord;
  parents: string[];
  message: string;
  signature: CommitSignature;
}): { sha: string; objects: GitObject[] } {
  const blob = createGitObject('blob', renderProposalRecord(options.record));
  const tree = createTreeObject([
    { mode: '100644', name: Buffer.from(RECORD_PATH), sha: blob.sha },
  ]);
  const commit = createCommitObject({
    tree: tree.sha,
    parents: options.parents,
    author: options.signature,
    committer: options.signature,
    message: `${options.message}\n`,
  });
  return { sha: commit.sha, objects: [blob, tree, commit] };
}
