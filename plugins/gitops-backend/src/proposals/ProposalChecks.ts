import { LoggerService } from '@backstage/backend-plugin-api';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { validateChanges } from '../claims/validateChanges';
import { Platform } from '../platform/Platform';
import { PlatformReader, readContents } from '../platform/PlatformReader';
import { checkText } from './checkText';
import { runChecks } from './runChecks';

const PAGE_SIZE = 200;
const QUIET_MS = 1_000;

/** Options of {@link ProposalChecks.create}. */
export interface ProposalChecksOptions {
  forge: GitForge;
  platform: PlatformReader;
  logger: LoggerService;
  /** How long main has to be quiet before all open proposals are checked again, in milliseconds. */
  quietMs?: number;
}

/**
 * Runs the checks of open proposals, whoever pushed them, against main as it is.
 *
 * @remarks
 * A result belongs to a head and to the platform on main: while neither changed, the checks are not run again by this
 * process. Several processes may run them; they come to the same result. In the background one proposal is checked at a
 * time, so that a flood of proposals leaves room for people.
 */
export class ProposalChecks {
  readonly #options: ProposalChecksOptions;
  /** What was checked last, by proposal. */
  readonly #done = new Map<number, string>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #queue = new Set<number>();
  #worker: Promise<void> | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #listing: Promise<void> | undefined;
  #stopped = false;

  static create(options: ProposalChecksOptions): ProposalChecks {
    return new ProposalChecks(options);
  }

  private constructor(options: ProposalChecksOptions) {
    this.#options = options;
  }

  /** Returns a proposal with checks that belong to its head and to main. */
  async ensure(proposal: Proposal): Promise<Proposal> {
    if (proposal.state !== 'open') {
      return proposal;
    }
    const { forge, platform } = this.#options;
    const main = await platform.getMain();
    const key = [proposal.number, proposal.headSha, main.stateSha].join(':');
    if (this.#done.get(proposal.number) === key) {
      return proposal;
    }
    const running = this.#running.get(key) ?? this.#run(proposal, main, key);
    this.#running.set(key, running);
    try {
      await running;
    } finally {
      this.#running.delete(key);
    }
    return forge.getProposal(proposal.number);
  }

  /** Like {@link ProposalChecks.ensure}, but a failure is logged and the proposal returned as it is. */
  async refresh(proposal: Proposal): Promise<Proposal> {
    try {
      return await this.ensure(proposal);
    } catch (error) {
      this.#warn(`Checks of proposal ${proposal.number} failed`, error);
      return proposal;
    }
  }

  /** Checks one proposal in the background; a failure is logged and leaves the proposal without new checks. */
  schedule(number: number): void {
    if (!this.#stopped) {
      this.#queue.add(number);
      this.#worker ??= this.#work();
    }
  }

  /** Checks all open proposals in the background, once main is quiet; whoever looks at one before gets fresh checks too. */
  scheduleAll(): void {
    clearTimeout(this.#quiet);
    if (!this.#stopped) {
      const { quietMs = QUIET_MS } = this.#options;
      this.#quiet = setTimeout(() => {
        this.#listing = this.#enqueueAll().catch(error =>
          this.#warn('Open proposals were not listed for checks', error),
        );
      }, quietMs);
    }
  }

  /** Starts nothing any more, and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#quiet);
    await this.settle();
  }

  /** Waits for the proposals that are being checked in the background. */
  async settle(): Promise<void> {
    await this.#listing;
    await this.#worker;
  }

  async #enqueueAll(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.#options.forge.listProposals({
        state: 'open',
        cursor,
        limit: PAGE_SIZE,
      });
      page.items.forEach(({ number }) => this.schedule(number));
      cursor = page.nextCursor;
    } while (cursor);
  }

  async #work(): Promise<void> {
    for (const number of this.#queue) {
      this.#queue.delete(number);
      if (!this.#stopped) {
        await this.#checkQueued(number);
      }
    }
    this.#worker = undefined;
  }

  async #checkQueued(number: number): Promise<void> {
    try {
      await this.ensure(await this.#options.forge.getProposal(number));
    } catch (error) {
      this.#warn(`Checks of proposal ${number} failed`, error);
    }
  }

  #warn(message: string, error: unknown): void {
    const { logger } = this.#options;
    logger.warn(message, error instanceof Error ? error : undefined);
  }

  async #run(proposal: Proposal, main: Platform, key: string): Promise<void> {
    const { forge } = this.#options;
    const { number, headSha } = proposal;
    const paths = proposal.files.flatMap(({ path, previousPath }) =>
      previousPath ? [path, previousPath] : [path],
    );
    const contents = await readContents(forge, headSha, paths);
    const checks = [
      ...runChecks(validateChanges(main, contents)),
      ...checkText(contents),
    ];
    for (const check of checks) {
      await forge.setCheck({ number, headSha, check });
    }
    this.#done.set(number, key);
  }
}
