import {
  Author,
  Check,
  Commit,
  CommitPage,
  ContentChange,
  FileChange,
  ForgeStatus,
  GitopsMainEvent,
  Proposal,
  ProposalPage,
  ProposalState,
} from '@zerotouch/plugin-gitops-common';

/** A file of a tree, without its content. `blobSha` changes exactly when the content does. */
export interface TreeFile {
  path: string;
  blobSha: string;
  /** Bytes. */
  size: number;
}

/** A text file with its content; invalid UTF-8 is replaced by U+FFFD. */
export interface TextFile extends TreeFile {
  content: string;
}

/** A person, agent or service as Git records it. */
export interface CommitIdentity {
  name: string;
  email: string;
}

/** Options of {@link GitForge.createProposal}. */
export interface CreateProposalOptions {
  /** Idempotency key and branch name `zt/<requestId>`: the same id twice returns the first proposal. */
  requestId: string;
  title: string;
  body: string;
  author: Author;
  changes: ContentChange[];
  /** The commit of main that the change was made on; main's head when absent. */
  baseSha?: string;
  /** Paths that must not exist on the base. */
  mustNotExist?: string[];
}

/** Options of {@link GitForge.mergeProposal}. */
export interface MergeProposalOptions {
  number: number;
  /** The head that the approver saw. */
  headSha: string;
  approver: Author;
  /**
   * The approver's own token of the forge, when they have one: their account then approves and merges. It is used for these
   * calls, and never kept, logged or shown. A forge without accounts ignores it.
   */
  approverToken?: string;
}

/** A message that a forge on another machine sent, as it came over HTTP. */
export interface WebhookDelivery {
  /** Headers by lower-case name. */
  headers: Record<string, string | undefined>;
  /** The exact bytes that were signed. */
  body: Buffer;
}

/** A message whose signature and age were verified. */
export interface VerifiedWebhook {
  /** Names of this message: who sees one of them again, sees a repetition. */
  keys: string[];
  /** The proposal that it is about; absent when it is about main or about nothing that matters here. */
  proposalNumber?: number;
  /** Whether main may have moved. */
  touchesMain: boolean;
}

/** What a forge on another machine adds to {@link GitForge}. */
export interface RemoteForge {
  /** The state of the connection; asks nobody. */
  getStatus(): ForgeStatus;
  /**
   * Verifies a message.
   * @throws AuthenticationError on a wrong signature; InputError when it is too old, or no webhook at all.
   */
  verifyWebhook(delivery: WebhookDelivery): Promise<VerifiedWebhook>;
  /** Looks at once at what a verified message is about. */
  applyWebhook(webhook: VerifiedWebhook): void;
}

/** Options of {@link GitForge.watchMain}. */
export interface WatchMainOptions {
  /** Ends the watch. */
  signal: AbortSignal;
  /**
   * Called for the present head, then for every move of main. Calls never overlap. When it throws, the event counts as not
   * delivered and comes again, then up to the newest head.
   */
  onMove(event: GitopsMainEvent): void | Promise<void>;
  /** Told what went wrong while watching; the watch goes on. */
  onError?(error: Error): void;
}

/**
 * Where the platform repository lives: a Git repository and its pull requests.
 *
 * @remarks
 * The pull request is the state of a proposal; no implementation keeps a shadow table. Semantics follow GitHub:
 * `mergeable` may be `null` for a while, closing is not compare-and-swap, an existing branch is a conflict.
 * The forge authorises nobody; its callers do. Implementations MUST be safe for use by several processes at once and
 * MUST survive the end of a process at any moment without losing or inventing a proposal.
 * The default branch is `main`; `ref` is a branch name or a full SHA and defaults to `main`.
 */
export interface GitForge {
  /** Returns the SHA of main's head. */
  getHead(): Promise<string>;

  /** Lists the files under `prefix` (a folder path without a trailing slash; the whole tree when absent), sorted by path. */
  listFiles(options?: { ref?: string; prefix?: string }): Promise<TreeFile[]>;

  /**
   * Reads one file.
   * @throws NotFoundError when the ref or the path does not exist.
   */
  readFile(options: { path: string; ref?: string }): Promise<TextFile>;

  /** Reads the raw bytes of one file. Same errors as {@link GitForge.readFile}. */
  readBytes(options: { path: string; ref?: string }): Promise<Uint8Array>;

  /** Reads many files in one pass; without `paths`, all under `prefix`. Missing paths are left out. Sorted by path. */
  readFiles(options?: {
    ref?: string;
    prefix?: string;
    paths?: string[];
  }): Promise<TextFile[]>;

  /** Lists first-parent commits, newest first; with `path`, only those that touch it. `limit` is 1..100. */
  listCommits(options: {
    ref?: string;
    path?: string;
    cursor?: string;
    limit: number;
  }): Promise<CommitPage>;

  /** Returns one commit. @throws NotFoundError */
  getCommit(sha: string): Promise<Commit>;

  /** Lists what differs between two commits, with patches of at most 200 kB a file. */
  listChanges(options: {
    baseSha: string;
    headSha: string;
  }): Promise<FileChange[]>;

  /** Lists only the paths that differ between two commits. */
  listChangedPaths(options: {
    baseSha: string;
    headSha: string;
  }): Promise<string[]>;

  /** Lists proposals, newest first. `limit` is 1..200. */
  listProposals(options: {
    state?: ProposalState;
    cursor?: string;
    limit: number;
  }): Promise<ProposalPage>;

  /** Returns one proposal. @throws NotFoundError */
  getProposal(number: number): Promise<Proposal>;

  /**
   * Opens a proposal: a branch with one commit, and a pull request on it.
   *
   * @throws ConflictError when a `mustNotExist` path exists, or a changed path moved on main since `baseSha`.
   * @throws InputError when the change is empty.
   */
  createProposal(options: CreateProposalOptions): Promise<Proposal>;

  /**
   * Adds a commit to an open proposal.
   * @throws ApprovalStaleError when `expectedHeadSha` is not the head.
   * @throws ProposalDecidedError
   */
  addCommit(options: {
    number: number;
    expectedHeadSha: string;
    title: string;
    author: Author;
    changes: ContentChange[];
  }): Promise<Proposal>;

  /** Brings main into an open proposal's branch; a no-op when it contains main. @throws MergeConflictError, ProposalDecidedError */
  updateProposal(options: {
    number: number;
    author: Author;
  }): Promise<Proposal>;

  /**
   * Merges with a two-parent commit that carries the trailers `Proposal:`, `Head:` and `Approved-by:`.
   *
   * @remarks The update of main's ref is the one commit point; asking twice for the same merge returns the first merge.
   * @throws ApprovalStaleError when the head moved; MergeConflictError; ProposalDecidedError when it is closed.
   */
  mergeProposal(options: MergeProposalOptions): Promise<{ mergeSha: string }>;

  /** Closes an open proposal without merging. @throws ProposalDecidedError */
  closeProposal(options: {
    number: number;
    reason: string;
    by: Author;
  }): Promise<Proposal>;

  /** Adds a comment; allowed in any state. */
  addComment(options: {
    number: number;
    body: string;
    author: Author;
  }): Promise<Proposal>;

  /** Sets the result of a named check on an open proposal's head; a result for another head is dropped silently. */
  setCheck(options: {
    number: number;
    headSha: string;
    check: Check;
  }): Promise<void>;

  /**
   * Follows main, whoever moves it: this process, another one, or somebody on the forge's own pages.
   *
   * @remarks
   * The first event comes soon after the call, with the present head as `after`, no `before` and no paths; while the
   * repository is empty it waits for the first commit. Several moves may arrive as one event. Implementations use what
   * tells them soonest (a watch on files, a webhook) and MUST also look from time to time, as such messages get lost.
   */
  watchMain(options: WatchMainOptions): void;

  /** Set when the forge is on another machine. */
  readonly remote?: RemoteForge;
}
