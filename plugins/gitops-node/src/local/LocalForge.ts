import { Check, Commit } from '@zerotouch/plugin-gitops-common';
import { randomUUID } from 'crypto';
import { join, resolve } from 'path';
import {
  CreateProposalOptions,
  GitForge,
  MergeProposalOptions,
  WatchMainOptions,
} from '../GitForge';
import { GitCall, GitCommand } from '../git/GitCommand';
import { WriterMutex } from '../mutex/WriterMutex';
import { MainWatcher } from '../watch/MainWatcher';
import { initRepository, requireGitVersion } from './initRepository';
import { listenToMain } from './listenToMain';
import { OpeningQueue } from './OpeningQueue';
import { ProposalJournal } from './ProposalJournal';
import { ProposalOpener } from './ProposalOpener';
import { ProposalReader } from './ProposalReader';
import { ProposalWriter } from './ProposalWriter';
import { Repository } from './Repository';
import { RepositoryReader } from './RepositoryReader';

const RECONCILE_MS = 5_000;

/** Options of {@link LocalForge.create}. */
export interface LocalForgeOptions {
  /** The bare repository; made when absent. On a local file system, used by processes of one machine. */
  directory: string;
  /** The clock; times are kept in whole milliseconds, those of commits in whole seconds. */
  now?: () => Date;
  /** Makes ids of comments. */
  generateId?: () => string;
  /** How often {@link LocalForge.watchMain} looks without being told, in milliseconds; 5,000 when absent. */
  reconcileMs?: number;
  /** Called around every call of Git; see {@link GitCall}. */
  onGitCall?: (call: GitCall) => void;
}

/** What {@link seedRepository} needs of a forge beyond its public interface. */
export interface LocalForgeParts {
  repository: Repository;
  mutex: WriterMutex;
  reader: ProposalReader;
  opener: ProposalOpener;
  now: () => Date;
}

/**
 * The forge of a machine of its own: a bare Git repository in the data directory, with its proposals in `refs/zt`.
 *
 * @remarks
 * A proposal is a branch `zt/<requestId>` and a chain of commits `refs/zt/proposals/<number>` that holds its record. The
 * update of main is the one moment at which a merge happens; who merged what is read from main, never from the record.
 */
export class LocalForge implements GitForge {
  /** For {@link seedRepository}. @internal */
  readonly parts: LocalForgeParts;
  readonly #files: RepositoryReader;
  readonly #proposals: ProposalReader;
  readonly #writer: ProposalWriter;
  readonly #reconcileMs: number;

  /**
   * Opens the repository, and makes it when there is none.
   * @throws InputError when Git is older than 2.38.
   */
  static async create(options: LocalForgeOptions): Promise<LocalForge> {
    const directory = resolve(options.directory);
    const git = GitCommand.create({ directory, onCall: options.onGitCall });
    await requireGitVersion(git);
    await initRepository({
      directory,
      createGit: draft =>
        GitCommand.create({ directory: draft, onCall: options.onGitCall }),
    });
    return new LocalForge({ ...options, directory }, git);
  }

  private constructor(options: LocalForgeOptions, git: GitCommand) {
    const now = options.now ?? (() => new Date());
    const generateId = options.generateId ?? randomUUID;
    const repository = Repository.create({ git });
    const reader = ProposalReader.create({ repository });
    const mutex = WriterMutex.create({
      directory: join(options.directory, 'zt-writers'),
    });
    const journal = ProposalJournal.create({ repository, reader, mutex, now });
    this.#files = RepositoryReader.create({ repository });
    this.#proposals = reader;
    this.#writer = ProposalWriter.create({ journal, generateId });
    this.#reconcileMs = options.reconcileMs ?? RECONCILE_MS;
    const queue = OpeningQueue.create({ repository, reader, mutex });
    const opener = ProposalOpener.create({ journal, queue });
    this.parts = { repository, mutex, reader, opener, now };
  }

  async getHead() {
    return this.parts.repository.getHead();
  }

  async listFiles(options?: { ref?: string; prefix?: string }) {
    return this.#files.listFiles(options);
  }

  async readFile(options: { path: string; ref?: string }) {
    const { file, bytes } = await this.#files.readBytes(options);
    return { ...file, content: bytes.toString('utf8') };
  }

  async readBytes(options: { path: string; ref?: string }) {
    return (await this.#files.readBytes(options)).bytes;
  }

  async readFiles(options?: {
    ref?: string;
    prefix?: string;
    paths?: string[];
  }) {
    return this.#files.readFiles(options);
  }

  async listCommits(options: {
    ref?: string;
    path?: string;
    cursor?: string;
    limit: number;
  }) {
    return this.#files.listCommits(options);
  }

  async getCommit(sha: string): Promise<Commit> {
    return this.#files.getCommit(sha);
  }

  async listChanges(options: { baseSha: string; headSha: string }) {
    const { repository } = this.parts;
    return repository.listChanges(
      await repository.resolve(options.baseSha),
      await repository.resolve(options.headSha),
    );
  }

  async listChangedPaths(options: { baseSha: string; headSha: string }) {
    const { repository } = this.parts;
    return repository.listDifferingPaths(
      await repository.resolve(options.baseSha),
      await repository.resolve(options.headSha),
    );
  }

  async listProposals(options: Parameters<GitForge['listProposals']>[0]) {
    return this.#proposals.list(options);
  }

  async getProposal(number: number) {
    return this.#proposals.get(number);
  }

  async createProposal(options: CreateProposalOptions) {
    return this.getProposal(await this.parts.opener.open(options));
  }

  async addCommit(options: Parameters<GitForge['addCommit']>[0]) {
    await this.#writer.addCommit(options);
    return this.getProposal(options.number);
  }

  async updateProposal(options: Parameters<GitForge['updateProposal']>[0]) {
    await this.#writer.update(options);
    return this.getProposal(options.number);
  }

  async mergeProposal(options: MergeProposalOptions) {
    return { mergeSha: await this.#writer.merge(options) };
  }

  async closeProposal(options: Parameters<GitForge['closeProposal']>[0]) {
    await this.#writer.close(options);
    return this.getProposal(options.number);
  }

  async addComment(options: Parameters<GitForge['addComment']>[0]) {
    await this.#writer.comment(options);
    return this.getProposal(options.number);
  }

  async setCheck(options: { number: number; headSha: string; check: Check }) {
    await this.#writer.setCheck(options);
  }

  watchMain(options: WatchMainOptions): void {
    const { repository } = this.parts;
    MainWatcher.start({
      source: {
        getHead: () => repository.getHead(),
        listDifferingPaths: (base, head) =>
          repository.listDifferingPaths(base, head),
        listen: (look, onError) =>
          listenToMain(repository.git.directory, look, onError),
      },
      reconcileMs: this.#reconcileMs,
      watch: options,
    });
  }
}
