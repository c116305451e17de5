import { LoggerService } from '@backstage/backend-plugin-api';
import { Proposal } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { validateChanges } from '../claims/validateChanges';
import { PlatformReader, readContents } from '../platform/PlatformReader';
import { runChecks } from './runChecks';

const PAGE_SIZE = 200;

/**
 * Runs the checks of open proposals, whoever pushed them, against main as it is.
 *
 * @remarks
 * A result belongs to a head and a main: while neither moved, the checks are not run again by this process. Several
 * processes may run them; they come to the same result.
 */
export class ProposalChecks {
  readonly #forge: GitForge;
  readonly #platform: PlatformReader;
  readonly #logger: LoggerService;
  /** What was checked last, by proposal. */
  readonly #done = new Map<number, string>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #background = new Set<Promise<void>>();
  #stopped = false;

  static create(options: {
    forge: GitForge;
    platform: PlatformReader;
    logger: LoggerService;
  }): ProposalChecks {
    return new ProposalChecks(options);
  }

  private constructor(options: {
    forge: GitForge;
    platform: PlatformReader;
    logger: LoggerService;
  }) {
    this.#forge = options.forge;
    this.#platform = options.platform;
    this.#logger = options.logger;
  }

  /** Returns a proposal with checks that belong to its head and to main. */
  async ensure(proposal: Proposal): Promise<Proposal> {
    if (proposal.state !== 'open') {
      return proposal;
    }
    const mainSha = await this.#forge.getHead();
    const key = `${proposal.number}:${proposal.headSha}:${mainSha}`;
    if (this.#done.get(proposal.number) === key) {
      return proposal;
    }
    const running = this.#running.get(key) ?? this.#run(proposal, mainSha, key);
    this.#running.set(key, running);
    try {
      await running;
    } finally {
      this.#running.delete(key);
    }
    return this.#forge.getProposal(proposal.number);
  }

  /** Runs the checks of one proposal in the background; a failure is logged and leaves the proposal without new checks. */
  schedule(number: number): void {
    this.#inBackground(async () => {
      await this.ensure(await this.#forge.getProposal(number));
    });
  }

  /** Runs the checks of all open proposals in the background, one after the other; a failure is logged. */
  scheduleAll(): void {
    this.#inBackground(() => this.#runAll());
  }

  /** Starts nothing any more, and waits for what runs. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.settle();
  }

  /** Waits for everything that runs in the background. */
  async settle(): Promise<void> {
    while (this.#background.size > 0) {
      await Promise.all(this.#background);
    }
  }

  #inBackground(run: () => Promise<void>): void {
    if (this.#stopped) {
      return;
    }
    const running = run()
      .catch(error => this.#logger.warn('Checks of proposals failed', error))
      .finally(() => this.#background.delete(running));
    this.#background.add(running);
  }

  async #runAll(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await this.#forge.listProposals({
        state: 'open',
        cursor,
        limit: PAGE_SIZE,
      });
      for (const { number } of page.items) {
        if (this.#stopped) {
          return;
        }
        await this.ensure(await this.#forge.getProposal(number));
      }
      cursor = page.nextCursor;
    } while (cursor);
  }

  async #run(proposal: Proposal, mainSha: string, key: string): Promise<void> {
    const { number, headSha } = proposal;
    const paths = proposal.files.flatMap(({ path, previousPath }) =>
      previousPath ? [path, previousPath] : [path],
    );
    const [platform, contents] = await Promise.all([
      this.#platform.getAt(mainSha),
      readContents(this.#forge, headSha, paths),
    ]);
    for (const check of runChecks(validateChanges(platform, contents))) {
      await this.#forge.setCheck({ number, headSha, check });
    }
    this.#done.set(number, key);
  }
}
