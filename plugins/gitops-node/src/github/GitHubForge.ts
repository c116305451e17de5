import { InputError, NotFoundError } from '@backstage/errors';
import { Check } from '@zerotouch/plugin-gitops-common';
import { setTimeout as sleep } from 'timers/promises';
import {
  CreateProposalOptions,
  GitForge,
  MergeProposalOptions,
  RemoteForge,
  TextFile,
  TreeFile,
  WatchMainOptions,
} from '../GitForge';
import { TreeEntry, isFile } from '../git/TreeListing';
import { parsePath } from '../proposals/contentChanges';
import { parseLimit } from '../proposals/parseLimit';
import { MainWatcher } from '../watch/MainWatcher';
import { CallGate } from './CallGate';
import { GitHubApi } from './GitHubApi';
import { GitHubRefs } from './GitHubRefs';
import { GitHubRemote } from './GitHubRemote';
import { GitHubSettings } from './GitHubSettings';
import { GitHubCommits, toCommit } from './objects/GitHubCommits';
import { GitHubObjects } from './objects/GitHubObjects';
import { BranchWriter } from './pulls/BranchWriter';
import { ChangeReader } from './pulls/ChangeReader';
import { ChecksOfHeads } from './pulls/ChecksOfHeads';
import { listDifferingPaths } from './pulls/fileChanges';
import { PullMerger } from './pulls/PullMerger';
import { PullOpener } from './pulls/PullOpener';
import { PullReader } from './pulls/PullReader';
import { PullWriter } from './pulls/PullWriter';

const RECONCILE_MS = 30_000;
const TIMEOUT_MS = 30_000;
const MAX_WAIT_MS = 10_000;

/** Options of {@link GitHubForge.create}. */
export interface GitHubForgeOptions {
  settings: GitHubSettings;
  /** The clock. */
  now?: () => Date;
  /** Waits; tests pass one that does not. */
  sleep?: (ms: number) => Promise<void>;
  /** How often {@link GitHubForge.watchMain} looks without being told, in milliseconds; 30,000 when absent. */
  reconcileMs?: number;
  /** Longest time for one call, in milliseconds; 30,000 when absent. */
  timeoutMs?: number;
  /** The longest that a caller waits for one of GitHub's limits to end, in milliseconds; 10,000 when absent. */
  maxWaitMs?: number;
}

/**
 * The forge of a repository on GitHub, by its REST API; nothing is cloned.
 *
 * @remarks
 * A proposal is a pull request from a branch `zt/<requestId>`. Who proposed is in the branch's first commit, who approved in the
 * merge commit and a review. What is kept in memory is named by its SHA or asked for again with its ETag, so several
 * processes see the same.
 */
export class GitHubForge implements GitForge {
  readonly remote: RemoteForge;
  /** For `moveToGitHub`. @internal */
  readonly parts: { api: GitHubApi; refs: GitHubRefs };
  readonly #refs: GitHubRefs;
  readonly #objects: GitHubObjects;
  readonly #commits: GitHubCommits;
  readonly #changes: ChangeReader;
  readonly #reader: PullReader;
  readonly #opener: PullOpener;
  readonly #writer: PullWriter;
  readonly #merger: PullMerger;
  readonly #hub: GitHubRemote;
  readonly #reconcileMs: number;

  /** Makes the forge; GitHub is not asked before something is needed. */
  static create(options: GitHubForgeOptions): GitHubForge {
    return new GitHubForge(options);
  }

  private constructor(options: GitHubForgeOptions) {
    const { settings } = options;
    const now = options.now ?? (() => new Date());
    const wait = options.sleep ?? (ms => sleep(ms));
    const gate = CallGate.create({
      now,
      sleep: wait,
      maxWaitMs: options.maxWaitMs ?? MAX_WAIT_MS,
    });
    const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    const api = GitHubApi.create({ settings, gate, timeoutMs });
    const refs = GitHubRefs.create({ api });
    const objects = GitHubObjects.create({ api });
    const commits = GitHubCommits.create({ api });
    const changes = ChangeReader.create({ api, objects });
    const asApp = settings.credentials.type === 'app';
    const checks = ChecksOfHeads.create({ api, asApp, now });
    const reader = PullReader.create({ api, refs, commits, changes, checks });
    const branches = BranchWriter.create({
      api,
      refs,
      objects,
      commits,
      changeReader: changes,
      now,
    });
    this.parts = { api, refs };
    this.#refs = refs;
    this.#objects = objects;
    this.#commits = commits;
    this.#changes = changes;
    this.#reader = reader;
    this.#opener = PullOpener.create({ branches, reader });
    this.#writer = PullWriter.create({ branches, reader, checks, now });
    this.#merger = PullMerger.create({ branches, reader, sleep: wait });
    this.#hub = GitHubRemote.create({ settings, gate, checks, now });
    this.remote = this.#hub;
    this.#reconcileMs = options.reconcileMs ?? RECONCILE_MS;
  }

  async getHead() {
    return this.#refs.getHead();
  }

  async listFiles(options: { ref?: string; prefix?: string } = {}) {
    return (await this.#list(options)).entries.map(toTreeFile);
  }

  async readFile(options: { path: string; ref?: string }): Promise<TextFile> {
    const { entry, bytes } = await this.#read(options);
    return { ...toTreeFile(entry), content: bytes.toString('utf8') };
  }

  async readBytes(options: { path: string; ref?: string }) {
    return (await this.#read(options)).bytes;
  }

  async readFiles(
    options: { ref?: string; prefix?: string; paths?: string[] } = {},
  ): Promise<TextFile[]> {
    const wanted = options.paths && new Set(options.paths);
    const { sha, entries } = await this.#list(options);
    const chosen = entries.filter(entry => !wanted || wanted.has(entry.path));
    const contents = await this.#objects.readMany(sha, chosen);
    return chosen.map((entry, index) => ({
      ...toTreeFile(entry),
      content: (contents[index] ?? Buffer.alloc(0)).toString('utf8'),
    }));
  }

  async listCommits(options: {
    ref?: string;
    path?: string;
    cursor?: string;
    limit: number;
  }) {
    const limit = parseLimit(options.limit, 100);
    const path = options.path ? parsePath(options.path) : undefined;
    const start = await this.#refs.resolve(options.cursor ?? options.ref);
    return this.#commits.list({ start, path, limit });
  }

  async getCommit(sha: string) {
    return toCommit(await this.#commits.get(await this.#refs.resolve(sha)));
  }

  async listChanges(options: { baseSha: string; headSha: string }) {
    const { baseSha, headSha } = options;
    return (await this.#changes.compare(baseSha, headSha)).files;
  }

  async listChangedPaths(options: { baseSha: string; headSha: string }) {
    const [base, head] = await Promise.all([
      this.#objects.listTree(options.baseSha),
      this.#objects.listTree(options.headSha),
    ]);
    return listDifferingPaths(base, head);
  }

  async listProposals(options: Parameters<GitForge['listProposals']>[0]) {
    return this.#reader.list(options);
  }

  async getProposal(number: number) {
    return this.#reader.get(number);
  }

  async createProposal(options: CreateProposalOptions) {
    return this.#opener.open(options);
  }

  async addCommit(options: Parameters<GitForge['addCommit']>[0]) {
    const headSha = await this.#writer.addCommit(options);
    return this.#reader.get(options.number, headSha);
  }

  async updateProposal(options: Parameters<GitForge['updateProposal']>[0]) {
    const headSha = await this.#writer.update(options);
    return this.#reader.get(options.number, headSha);
  }

  async mergeProposal(options: MergeProposalOptions) {
    const mergeSha = await this.#merger.merge(options);
    this.#hub.look();
    return { mergeSha };
  }

  async closeProposal(options: Parameters<GitForge['closeProposal']>[0]) {
    await this.#writer.close(options);
    return this.#reader.get(options.number);
  }

  async addComment(options: Parameters<GitForge['addComment']>[0]) {
    await this.#writer.comment(options);
    return this.#reader.get(options.number);
  }

  async setCheck(options: { number: number; headSha: string; check: Check }) {
    await this.#writer.setCheck(options);
  }

  watchMain(options: WatchMainOptions): void {
    MainWatcher.start({
      source: {
        getHead: () => this.#refs.getHead(),
        listDifferingPaths: (baseSha, headSha) =>
          this.listChangedPaths({ baseSha, headSha }),
        listen: look => this.#hub.listen(look),
      },
      reconcileMs: this.#reconcileMs,
      watch: options,
    });
  }

  async #list(options: { ref?: string; prefix?: string }) {
    if (options.prefix) parsePath(options.prefix);
    const sha = await this.#refs.resolve(options.ref);
    const listing = await this.#objects.listTree(sha);
    return { sha, entries: listing.files(options.prefix) };
  }

  async #read(options: {
    path: string;
    ref?: string;
  }): Promise<{ entry: TreeEntry; bytes: Buffer }> {
    parsePath(options.path);
    const sha = await this.#refs.resolve(options.ref);
    const entry = (await this.#objects.listTree(sha)).get(options.path);
    if (!entry || !isFile(entry)) {
      throw new NotFoundError(
        `There is no file "${options.path}" at "${options.ref ?? 'main'}".`,
      );
    }
    const [bytes] = await this.#objects.readMany(sha, [entry]);
    if (!bytes) throw new InputError(`"${options.path}" cannot be read.`);
    return { entry, bytes };
  }
}

function toTreeFile(entry: TreeEntry): TreeFile {
  return { path: entry.path, blobSha: entry.sha, size: entry.size };
}
