import { InputError, NotAllowedError } from '@backstage/errors';
import {
  ApprovalStaleError,
  Author,
  ChangePreview,
  ContentChange,
  Proposal,
} from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { previewChanges } from '../claims/previewChanges';
import { renderFinding } from '../claims/toFinding';
import { validateChanges } from '../claims/validateChanges';
import { GitopsSettings } from '../config';
import { FileContents } from '../platform/changePlatform';
import { PlatformReader, readContents } from '../platform/PlatformReader';
import { ProposalChecks } from '../proposals/ProposalChecks';
import { requirePlatformPaths } from '../proposals/requirePlatformPaths';

/** Options of {@link ChangeService.create}. */
export interface ChangeServiceOptions {
  forge: GitForge;
  platform: PlatformReader;
  checks: ProposalChecks;
  settings: GitopsSettings;
}

/** Changes of files: what they would do, and how they go on top of an open proposal. Authorises nobody but for whose proposal it is. */
export class ChangeService {
  readonly #options: ChangeServiceOptions;

  static create(options: ChangeServiceOptions): ChangeService {
    return new ChangeService(options);
  }

  private constructor(options: ChangeServiceOptions) {
    this.#options = options;
  }

  /** Shows what a change makes of the claims, on main or on top of an open proposal. @throws InputError, NotFoundError */
  async preview(options: {
    changes: ContentChange[];
    onto?: number;
  }): Promise<ChangePreview> {
    const { forge, platform } = this.#options;
    const { changes, onto } = options;
    requirePlatformPaths(changes);
    const below =
      onto === undefined
        ? undefined
        : await this.#readProposal(await forge.getProposal(onto));
    return previewChanges(await platform.getMain(), overlay(changes, below));
  }

  /**
   * Adds a commit to an open proposal, unless its claims would not be valid then.
   *
   * @throws InputError with what is wrong; ApprovalStaleError when the head moved; ProposalDecidedError; NotAllowedError for an agent on
   * somebody else's proposal, and for anybody when four eyes are asked for, as they would approve their own change then.
   */
  async addCommit(options: {
    number: number;
    headSha: string;
    title: string;
    changes: ContentChange[];
    author: Author;
  }): Promise<Proposal> {
    const { forge, platform, checks, settings } = this.#options;
    const { number, headSha, title, changes, author } = options;
    requirePlatformPaths(changes);
    const proposal = await forge.getProposal(number);
    if (
      !isSame(proposal.author, author) &&
      (author.kind === 'agent' || settings.fourEyes)
    ) {
      throw new NotAllowedError(
        author.kind === 'agent'
          ? `Proposal ${number} is not by "${author.ref}"; an agent only adds to its own proposals`
          : `Proposal ${number} is by "${proposal.author.ref}", and four eyes are asked for here; only its author adds to it`,
      );
    }
    // Its claims would be judged together with another head than the one that the commit goes on.
    if (proposal.state === 'open' && proposal.headSha !== headSha) {
      throw new ApprovalStaleError({
        number,
        expectedSha: headSha,
        actualSha: proposal.headSha,
      });
    }
    const { claimFindings } = validateChanges(
      await platform.getMain(),
      overlay(changes, await this.#readProposal(proposal)),
    );
    const errors = claimFindings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) {
      throw new InputError(
        `The change is not valid, and nothing was written: ${errors
          .map(renderFinding)
          .join('; ')}`,
      );
    }
    const result = await forge.addCommit({
      number,
      expectedHeadSha: headSha,
      title,
      author,
      changes,
    });
    checks.schedule(number);
    return result;
  }

  async #readProposal({ files, headSha }: Proposal): Promise<FileContents> {
    const paths = files.flatMap(({ path, previousPath }) =>
      previousPath ? [path, previousPath] : [path],
    );
    return readContents(this.#options.forge, headSha, paths);
  }
}

/** Tool clients of all people have one name; who they act for tells their proposals apart. */
function isSame(one: Author, other: Author): boolean {
  const [left, right] = [one, other].map(({ ref, onBehalfOf = '' }) =>
    `${ref} ${onBehalfOf}`.toLowerCase(),
  );
  return left === right;
}

function overlay(
  changes: ContentChange[],
  below: FileContents = new Map(),
): FileContents {
  return new Map([
    ...below,
    ...changes.map(({ path, content }) => [path, content] as const),
  ]);
}
