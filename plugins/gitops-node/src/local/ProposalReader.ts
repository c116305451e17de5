import { NotFoundError } from '@backstage/errors';
import {
  Proposal,
  ProposalPage,
  ProposalState,
  ProposalSummary,
} from '@zerotouch/plugin-gitops-common';
import { toAuthor } from '../proposals/identities';
import { parseLimit } from '../proposals/parseLimit';
import { toChecksState, toTenants } from '../proposals/summaries';
import {
  ProposalRecord,
  RECORD_PATH,
  parseProposalRecord,
} from '../proposals/proposalRecord';
import { MainHistory, MainMerge } from './MainHistory';
import { SharedReading } from './SharedReading';
import { MAIN_REF, Repository, requireMain } from './Repository';

/** Folder of the proposals' refs. */
export const PROPOSALS_REF = 'refs/zt/proposals';

/** A proposal as the refs say at one moment. */
export interface StoredProposal {
  number: number;
  recordSha: string;
  record: ProposalRecord;
  branchRef: string;
  headSha: string;
  merge?: MainMerge;
}

/** All proposals as the refs say at one moment. */
export interface ProposalSnapshot {
  mainSha: string;
  refs: Map<string, string>;
  /** By number, newest first. */
  proposals: StoredProposal[];
}

/** Reads proposals out of the refs of one repository. */
export class ProposalReader {
  readonly #repository: Repository;
  readonly #history: MainHistory;
  readonly #shared = new SharedReading(() => this.snapshot());
  #records: ReadonlyMap<string, ProposalRecord> = new Map();

  static create(options: { repository: Repository }): ProposalReader {
    return new ProposalReader(options.repository);
  }

  private constructor(repository: Repository) {
    this.#repository = repository;
    this.#history = MainHistory.create({ repository });
  }

  /** Reads main, branches and proposals with one look at the refs. */
  async snapshot(): Promise<ProposalSnapshot> {
    const refs = await this.#repository.refs.list([
      MAIN_REF,
      'refs/heads/zt',
      PROPOSALS_REF,
    ]);
    const mainSha = requireMain(refs);
    const shas = [...refs].filter(([ref]) =>
      ref.startsWith(`${PROPOSALS_REF}/`),
    );
    const [merges, records] = await Promise.all([
      this.#history.mergesAt(mainSha),
      this.#load(shas.map(([, sha]) => sha)),
    ]);
    const proposals = shas.map(([ref, recordSha]) => {
      const number = Number(ref.slice(PROPOSALS_REF.length + 1));
      const record = requireRecord(records, recordSha);
      const branchRef = toBranchRef(record.requestId);
      const merge = merges.get(number);
      const current = record.decision ? undefined : refs.get(branchRef);
      const headSha = merge?.headSha ?? current ?? record.headSha;
      return { number, recordSha, record, branchRef, headSha, merge };
    });
    proposals.sort((a, b) => b.number - a.number);
    return { mainSha, refs, proposals };
  }

  async get(number: number): Promise<Proposal> {
    const snapshot = await this.#shared.get();
    const state = requireProposal(snapshot, number);
    const { mainSha } = snapshot;
    const { headSha } = state;
    const isOpen = toState(state) === 'open';
    const baseSha = await this.findBase(mainSha, state);
    const [files, conflicts] = await Promise.all([
      this.#repository.listChanges(baseSha, headSha),
      isOpen && baseSha !== mainSha
        ? this.#repository.findConflicts(mainSha, headSha)
        : [],
    ]);
    const [summary] = await this.#summarize(snapshot, [state]);
    if (!summary) throw new NotFoundError(`There is no proposal ${number}.`);
    const { files: _, ...rest } = summary;
    return {
      ...rest,
      body: state.record.body,
      files,
      checks: currentChecks(state),
      comments: state.record.comments,
      mergeable: isOpen && conflicts.length === 0,
      conflicts,
    };
  }

  async list(options: {
    state?: ProposalState;
    cursor?: string;
    limit: number;
  }): Promise<ProposalPage> {
    const limit = parseLimit(options.limit, 200);
    const snapshot = await this.#shared.get();
    const before = options.cursor ? Number(options.cursor) : Infinity;
    const matching = snapshot.proposals.filter(
      state =>
        state.number < before &&
        (!options.state || options.state === toState(state)),
    );
    const page = matching.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.#summarize(snapshot, page),
      ...(matching.length > limit && last
        ? { nextCursor: String(last.number) }
        : {}),
    };
  }

  /** The commit that a proposal's change is shown against. */
  async findBase(mainSha: string, state: StoredProposal): Promise<string> {
    const { record, merge, headSha } = state;
    if (headSha === record.headSha) return record.baseSha;
    const base = await this.#repository.findMergeBase(
      merge?.mainSha ?? mainSha,
      headSha,
    );
    return base ?? record.baseSha;
  }

  async #summarize(
    snapshot: ProposalSnapshot,
    states: StoredProposal[],
  ): Promise<ProposalSummary[]> {
    const pairs = await Promise.all(
      states.map(async state => ({
        baseSha: await this.findBase(snapshot.mainSha, state),
        headSha: state.headSha,
      })),
    );
    const [paths, headTimes] = await Promise.all([
      this.#repository.listChangedPaths(pairs),
      this.#readHeadTimes(states),
    ]);
    return states.map((state, index) => {
      const { record, merge } = state;
      const changed = paths[index] ?? [];
      const times = [
        record.updatedAt,
        headTimes.get(state.headSha) ?? record.updatedAt,
        merge?.at.toISOString() ?? record.updatedAt,
      ];
      return {
        number: state.number,
        title: record.title,
        author: record.author,
        baseSha: pairs[index]?.baseSha ?? record.baseSha,
        headSha: state.headSha,
        state: toState(state),
        createdAt: record.createdAt,
        updatedAt: times.sort().at(-1) ?? record.updatedAt,
        files: changed.length,
        checksState: toChecksState(currentChecks(state)),
        tenants: toTenants(changed),
        ...toDecision(state),
      };
    });
  }

  // Only a head that is not the opening one can be newer than the record.
  async #readHeadTimes(states: StoredProposal[]): Promise<Map<string, string>> {
    const moved = states
      .filter(state => state.headSha !== state.record.headSha)
      .map(state => state.headSha);
    const commits = await this.#repository.objects.readMany(moved);
    const times = new Map<string, string>();
    moved.forEach((sha, index) => {
      const seconds = /^committer .* (\d+) [+-]\d{4}$/m.exec(
        commits[index]?.toString('utf8') ?? '',
      )?.[1];
      if (seconds)
        times.set(sha, new Date(Number(seconds) * 1000).toISOString());
    });
    return times;
  }

  async #load(shas: string[]): Promise<ReadonlyMap<string, ProposalRecord>> {
    const known = this.#records;
    const missing = shas.filter(sha => !known.has(sha));
    const contents = await this.#repository.objects.readMany(
      missing.map(sha => `${sha}:${RECORD_PATH}`),
    );
    const records = new Map<string, ProposalRecord>();
    for (const sha of shas) {
      const record = known.get(sha);
      if (record) records.set(sha, record);
    }
    missing.forEach((sha, index) => {
      const bytes = contents[index];
      if (bytes) records.set(sha, parseProposalRecord(bytes));
    });
    this.#records = records;
    return records;
  }
}

function requireRecord(
  records: ReadonlyMap<string, ProposalRecord>,
  sha: string,
): ProposalRecord {
  const record = records.get(sha);
  if (!record) {
    throw new NotFoundError(`The commit "${sha}" holds no proposal record.`);
  }
  return record;
}

/** The branch of a proposal. */
export function toBranchRef(requestId: string): string {
  return `refs/heads/zt/${requestId}`;
}

/** Picks one proposal. @throws NotFoundError */
export function requireProposal(
  snapshot: ProposalSnapshot,
  number: number,
): StoredProposal {
  const state = snapshot.proposals.find(item => item.number === number);
  if (!state) throw new NotFoundError(`There is no proposal ${number}.`);
  return state;
}

/** Main decides before the record does: a merge cannot be undone by closing. */
export function toState(state: StoredProposal): ProposalState {
  if (state.merge) return 'merged';
  return state.record.decision ? 'closed' : 'open';
}

function toDecision({
  merge,
  record,
}: StoredProposal): Pick<ProposalSummary, 'decision' | 'mergeSha'> {
  if (merge) {
    return {
      mergeSha: merge.mergeSha,
      decision: {
        by: toAuthor(merge.approvedBy),
        at: merge.at.toISOString(),
        reason: '',
      },
    };
  }
  return record.decision ? { decision: record.decision } : {};
}

function currentChecks({ record, headSha }: StoredProposal) {
  return record.checkedSha === headSha ? record.checks : [];
}
