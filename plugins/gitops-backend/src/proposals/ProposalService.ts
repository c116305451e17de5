import {
  ConflictError,
  InputError,
  NotAllowedError,
  isError,
} from '@backstage/errors';
import {
  Author,
  ContentChange,
  Finding,
  MergeResult,
  Proposal,
  ProposalDecidedError,
  ProposalPage,
  ProposalState,
  isReservedRequestId,
} from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { generateFiles, readRepoUrl } from '../claims/generateFiles';
import { renderFinding } from '../claims/toFinding';
import { validateChanges } from '../claims/validateChanges';
import { GitopsSettings } from '../config';
import { changePlatform } from '../platform/changePlatform';
import { PlatformReader } from '../platform/PlatformReader';
import { ProposalChecks } from './ProposalChecks';
import { findOpenProposal } from './findOpenProposal';
import { requirePlatformPaths } from './requirePlatformPaths';
import { revertChanges } from './revertChanges';

const MAX_REVERTS = 20;

/** A proposal to open, with its author derived from the caller. */
export interface NewProposal {
  requestId: string;
  title: string;
  body: string;
  changes: ContentChange[];
  author: Author;
  baseSha?: string;
  mustNotExist?: string[];
  /** Refuses while another open proposal changes one of the files. */
  alone?: boolean;
}

/** Options of {@link ProposalService.create}. */
export interface ProposalServiceOptions {
  forge: GitForge;
  platform: PlatformReader;
  checks: ProposalChecks;
  settings: GitopsSettings;
}

/**
 * What can be done with proposals.
 *
 * @remarks Authorises nobody but for four eyes, which depends on the proposal: callers do, with `Authorizer`.
 */
export class ProposalService {
  readonly #forge: GitForge;
  readonly #platform: PlatformReader;
  readonly #checks: ProposalChecks;
  readonly #settings: GitopsSettings;
  #lastAlone: Promise<unknown> = Promise.resolve();

  static create(options: ProposalServiceOptions): ProposalService {
    return new ProposalService(options);
  }

  private constructor(options: ProposalServiceOptions) {
    this.#forge = options.forge;
    this.#platform = options.platform;
    this.#checks = options.checks;
    this.#settings = options.settings;
  }

  /** Lists proposals, newest first; open ones without checks get theirs soon after. */
  async list(options: {
    state?: ProposalState;
    cursor?: string;
    limit: number;
  }): Promise<ProposalPage> {
    const page = await this.#forge.listProposals(options);
    for (const { number, state, checksState } of page.items) {
      if (state === 'open' && checksState === 'none') {
        this.#checks.schedule(number);
      }
    }
    return page;
  }

  /** Returns a proposal with its checks, which are run first when they have not been. @throws NotFoundError */
  async get(number: number): Promise<Proposal> {
    const proposal = await this.#forge.getProposal(number);
    return this.#checks.refresh(proposal);
  }

  /**
   * Opens a proposal, unless its claims are not valid.
   *
   * @remarks Nothing is written before the claims were validated. The same `requestId` returns the first proposal.
   * @throws InputError with what is wrong with the claims, for a path outside of the platform, and for a request id that the
   * portal gives out itself; ConflictError when a path that must not exist does, and when the change has to be alone and is not.
   */
  async create(proposal: NewProposal): Promise<Proposal> {
    requireFreeRequestId(proposal.requestId);
    requirePlatformPaths(proposal.changes);
    return proposal.alone
      ? this.#createAlone(proposal)
      : this.#create(proposal);
  }

  /** One after the other, so that of two editors who save at once only the first finds no open proposal. */
  async #createAlone(proposal: NewProposal): Promise<Proposal> {
    const before = this.#lastAlone;
    const run = async () => {
      await Promise.allSettled([before]);
      const paths = proposal.changes.map(({ path }) => path);
      const open = await findOpenProposal(this.#forge, paths);
      if (open && !(await this.#isRepeated(proposal.requestId))) {
        throw new ConflictError(
          `Proposal ${open.number} "${open.title}" changes the same file and is open; build on it, or decide it first`,
        );
      }
      return this.#create(proposal);
    };
    const creation = run();
    this.#lastAlone = creation;
    return creation;
  }

  async #create(proposal: NewProposal): Promise<Proposal> {
    const baseSha = proposal.baseSha ?? (await this.#forge.getHead());
    const refusal = await this.#findRefusal(baseSha, proposal);
    if (refusal && !(await this.#isRepeated(proposal.requestId))) {
      throw refusal;
    }
    const created = await this.#forge.createProposal({
      ...proposal,
      baseSha,
      changes: await this.#withGenerated(baseSha, proposal.changes),
    });
    this.#checks.schedule(created.number);
    return created;
  }

  /** Adds the generated files that follow from the change, whoever proposes it, so that main never drifts from its claims. */
  async #withGenerated(
    baseSha: string,
    changes: ContentChange[],
  ): Promise<ContentChange[]> {
    const before = await this.#platform.getAt(baseSha);
    const contents = new Map(
      changes.map(({ path, content }) => [path, content]),
    );
    const generated = generateFiles({
      before,
      after: changePlatform(before, contents),
      repoURL: await readRepoUrl(this.#forge, baseSha),
    });
    return [...changes, ...generated.filter(({ path }) => !contents.has(path))];
  }

  /**
   * Merges what the approver saw.
   *
   * @throws ApprovalStaleError, MergeConflictError, ProposalDecidedError; NotAllowedError when four eyes are asked for and
   * the approver wrote the proposal, or an agent wrote it for them.
   */
  async merge(options: {
    number: number;
    headSha: string;
    approver: Author;
    /** The approver's own token of the forge; see `GitForge`. */
    approverToken?: string;
  }): Promise<MergeResult> {
    if (this.#settings.fourEyes) {
      const { author } = await this.#forge.getProposal(options.number);
      requireOtherEyes(options.number, author, options.approver);
    }
    return this.#forge.mergeProposal(options);
  }

  /** Closes a proposal without merging it. @throws ProposalDecidedError, NotFoundError */
  async close(options: {
    number: number;
    reason: string;
    by: Author;
  }): Promise<Proposal> {
    return this.#forge.closeProposal(options);
  }

  /** Brings main into a proposal. @throws MergeConflictError, ProposalDecidedError, NotFoundError */
  async update(options: { number: number; author: Author }): Promise<Proposal> {
    const proposal = await this.#forge.updateProposal(options);
    this.#checks.schedule(options.number);
    return proposal;
  }

  /** Adds a comment. @throws NotFoundError */
  async comment(options: {
    number: number;
    body: string;
    author: Author;
  }): Promise<Proposal> {
    return this.#forge.addComment(options);
  }

  /**
   * Opens a proposal that takes a merged one back; asking again returns it as long as it is open.
   *
   * @throws ConflictError when the proposal is not merged or cannot be taken back by itself.
   */
  async revert(options: { number: number; author: Author }): Promise<Proposal> {
    const { number, author } = options;
    const { state, mergeSha, title } = await this.#forge.getProposal(number);
    if (state === 'closed') {
      throw new ProposalDecidedError({ number, state });
    }
    if (!mergeSha) {
      throw new ConflictError(
        `Proposal ${number} is not merged; close it instead of taking it back`,
      );
    }
    const change = await revertChanges({
      forge: this.#forge,
      number,
      mergeSha,
    });
    for (let attempt = 1; attempt <= MAX_REVERTS; attempt += 1) {
      const proposal = await this.#create({
        ...change,
        author,
        requestId: `revert-${number}-${attempt}`,
        title: `Revert: ${title}`.slice(0, 200),
        body: `Takes proposal ${number} back, which was merged as ${mergeSha}.`,
      });
      if (proposal.state === 'open') {
        return proposal;
      }
    }
    throw new ConflictError(
      `Proposal ${number} was taken back ${MAX_REVERTS} times already; propose the change you want instead`,
    );
  }

  async #findRefusal(
    baseSha: string,
    proposal: NewProposal,
  ): Promise<Error | undefined> {
    const base = await this.#platform.getAt(baseSha);
    const taken = (proposal.mustNotExist ?? []).filter(path =>
      base.contents.has(path),
    );
    if (taken.length > 0) {
      return new ConflictError(
        `${taken
          .map(path => `"${path}"`)
          .join(', ')} exists already on main; choose another name`,
      );
    }
    const { claimFindings } = validateChanges(
      base,
      new Map(proposal.changes.map(({ path, content }) => [path, content])),
    );
    const errors = claimFindings.filter(({ severity }) => severity === 'error');
    return errors.length > 0 ? toInvalidClaims(errors) : undefined;
  }

  async #isRepeated(requestId: string): Promise<boolean> {
    try {
      await this.#forge.listCommits({ ref: `zt/${requestId}`, limit: 1 });
      return true;
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        return false;
      }
      throw error;
    }
  }
}

// Whoever knew the id of a revert to come could put another change in its place.
function requireFreeRequestId(requestId: string) {
  if (isReservedRequestId(requestId)) {
    throw new InputError(
      `The request id "${requestId}" is one that the portal gives out itself; use another one, such as a random UUID`,
    );
  }
}

function toInvalidClaims(errors: Finding[]): InputError {
  const lines = errors.map(renderFinding);
  return new InputError(
    `The change is not valid, and nothing was written: ${lines.join('; ')}`,
  );
}

function requireOtherEyes(number: number, author: Author, approver: Author) {
  const own = [author.ref, author.onBehalfOf].map(ref => ref?.toLowerCase());
  if (own.includes(approver.ref.toLowerCase())) {
    throw new NotAllowedError(
      `Proposal ${number} is yours, and four eyes are asked for here; somebody else has to merge it`,
    );
  }
}
