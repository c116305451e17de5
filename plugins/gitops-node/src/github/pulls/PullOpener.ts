import { ConflictError, InputError } from '@backstage/errors';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import { CreateProposalOptions } from '../../GitForge';
import { ByteChange } from '../../git/applyChanges';
import {
  requireAbsent,
  requireUnmoved,
  toForeignBaseError,
} from '../../proposals/baseChecks';
import { parseContentChanges, parsePath } from '../../proposals/contentChanges';
import { toCommitIdentity } from '../../proposals/identities';
import { parseBody, parseTitle } from '../../proposals/proposalText';
import { parseRequestId } from '../../proposals/requestId';
import { orStatus } from '../errors';
import { BranchWriter } from './BranchWriter';
import { renderOpeningMessage } from './openingMessage';
import { PullReader } from './PullReader';

/** Options of {@link PullOpener.create}. */
export interface PullOpenerOptions {
  branches: BranchWriter;
  reader: PullReader;
}

type Request = Omit<CreateProposalOptions, 'changes'> & {
  changes: ByteChange[];
  absent: string[];
};

/**
 * Opens proposals, each request once.
 *
 * @remarks
 * The name of the branch is the request, and GitHub has each branch and each pull request of a branch once. So a process that
 * ended in between, or another one with the same request, is met at the branch or at the pull request, and its work is taken over.
 */
export class PullOpener {
  readonly #branches: BranchWriter;
  readonly #reader: PullReader;

  static create(options: PullOpenerOptions): PullOpener {
    return new PullOpener(options);
  }

  private constructor(options: PullOpenerOptions) {
    this.#branches = options.branches;
    this.#reader = options.reader;
  }

  /** Opens a proposal; six calls when main's tree is known, as it is once something was read. */
  async open(options: CreateProposalOptions): Promise<Proposal> {
    const request: Request = {
      ...options,
      requestId: parseRequestId(options.requestId),
      title: parseTitle(options.title),
      body: parseBody(options.body),
      changes: parseContentChanges(options.changes),
      absent: (options.mustNotExist ?? []).map(parsePath),
    };
    toCommitIdentity(request.author);
    try {
      return await this.#openOnce(request);
    } catch (error) {
      // What a repeated request asks for is there already, so it may be refused where the first one was not.
      const number = await this.#reader.findByRequest(request.requestId);
      if (number === undefined) throw error;
      return this.#reader.get(number);
    }
  }

  async #openOnce(request: Request): Promise<Proposal> {
    const { author, changes, title } = request;
    const branch = `zt/${request.requestId}`;
    const baseSha = await this.#checkBase(request, request.baseSha);
    const headSha = await this.#branches.commit({
      parentSha: baseSha,
      changes,
      message: renderOpeningMessage(title, author),
      author,
    });
    if (await this.#branches.createBranch(branch, headSha)) {
      return this.#openPull(request, { baseSha, headSha });
    }
    const number = await this.#reader.findByRequest(request.requestId);
    if (number !== undefined) return this.#reader.get(number);
    return this.#openPull(request, await this.#adopt(request, branch));
  }

  // Completes what another process began; another content on the branch is a conflict.
  async #adopt(
    request: Request,
    branch: string,
  ): Promise<{ baseSha: string; headSha: string }> {
    const head = await this.#branches.readHead(branch);
    const [baseSha] = head.parents;
    if (baseSha) {
      await this.#checkBase(request, baseSha);
      const treeSha = await this.#branches.predictTree(
        baseSha,
        request.changes,
      );
      if (treeSha === head.treeSha) return { baseSha, headSha: head.sha };
    }
    throw new ConflictError(
      `The branch "${branch}" exists with another content. Use another request id.`,
    );
  }

  async #openPull(
    request: Request,
    commits: { baseSha: string; headSha: string },
  ): Promise<Proposal> {
    const { api } = this.#branches;
    const octokit = await api.client();
    const answer = await orStatus(
      octokit.request('POST /repos/{owner}/{repo}/pulls', {
        ...api.repository,
        title: request.title,
        body: request.body,
        head: `zt/${request.requestId}`,
        base: 'main',
        maintainer_can_modify: false,
      }),
      [422],
    );
    if (answer.ok) {
      const { author } = request;
      return this.#reader.describeNew(answer.value.data, {
        ...commits,
        author,
      });
    }
    const number = await this.#reader.findByRequest(request.requestId);
    if (number !== undefined) return this.#reader.get(number);
    throw new InputError(
      `GitHub does not open a pull request for "zt/${request.requestId}": ${answer.message}`,
    );
  }

  // Returns the base, after everything that has to be true of it and of main.
  async #checkBase(
    { absent, changes }: Request,
    wanted: string | undefined,
  ): Promise<string> {
    const { refs, objects, changeReader } = this.#branches;
    const mainSha = await refs.getHead();
    const baseSha = wanted ?? mainSha;
    if (baseSha !== mainSha) {
      const comparison = await changeReader.compare(mainSha, baseSha);
      if (comparison.baseSha !== baseSha) throw toForeignBaseError(baseSha);
    }
    const main = await objects.listTree(mainSha);
    const base = await objects.listTree(baseSha);
    requireAbsent([main, base], absent);
    requireUnmoved({ main, base, baseSha, changes });
    return baseSha;
  }
}
