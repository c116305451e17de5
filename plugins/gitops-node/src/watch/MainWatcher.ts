import { toError } from '@backstage/errors';
import { GitopsMainEvent } from '@zerotouch/plugin-gitops-common';
import { WatchMainOptions } from '../GitForge';
/** What a watcher asks of a repository. */
export interface MainSource {
  getHead(): Promise<string>;
  /** Every path that differs between two commits, sorted. */
  listDifferingPaths(baseSha: string, headSha: string): Promise<string[]>;
  /** Calls `look` whenever main may have moved, until the returned function is called. */
  listen(look: () => void, onError: (error: unknown) => void): () => void;
}

/** Follows main, whoever moves it: what tells it soonest, and a look from time to time, because such messages get lost. */
export class MainWatcher {
  readonly #source: MainSource;
  readonly #options: WatchMainOptions;
  #delivered: string | undefined;
  #looking = false;
  #lookAgain = false;

  /** Starts to follow main until `signal` aborts. */
  static start(options: {
    source: MainSource;
    reconcileMs: number;
    watch: WatchMainOptions;
  }): void {
    const watcher = new MainWatcher(options.source, options.watch);
    watcher.#start(options.reconcileMs);
  }

  private constructor(source: MainSource, options: WatchMainOptions) {
    this.#source = source;
    this.#options = options;
  }

  #start(reconcileMs: number): void {
    const { signal } = this.#options;
    if (signal.aborted) return;
    const timer = setInterval(() => this.#look(), reconcileMs);
    timer.unref();
    const stop = this.#source.listen(
      () => this.#look(),
      error => this.#report(error),
    );
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(timer);
        stop();
      },
      { once: true },
    );
    this.#look();
  }

  // One look at a time; what happens meanwhile causes one more.
  #look(): void {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    this.#lookAgain = false;
    this.#deliver()
      .catch(error => this.#report(error))
      .finally(() => {
        this.#looking = false;
        if (this.#lookAgain) this.#look();
      });
  }

  async #deliver(): Promise<void> {
    const { signal, onMove } = this.#options;
    if (signal.aborted) return;
    const after = await this.#source.getHead();
    const before = this.#delivered;
    if (signal.aborted || before === after) return;
    await onMove(await this.#toEvent(before, after));
    this.#delivered = after;
  }

  async #toEvent(
    before: string | undefined,
    after: string,
  ): Promise<GitopsMainEvent> {
    if (!before) return { after, paths: [] };
    const paths = await this.#source.listDifferingPaths(before, after);
    return { before, after, paths };
  }

  #report(error: unknown): void {
    if (this.#options.signal.aborted) return;
    this.#options.onError?.(toError(error));
  }
}
