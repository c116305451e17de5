import { toError } from '@backstage/errors';
import { GitopsMainEvent } from '@zerotouch/plugin-gitops-common';
import { FSWatcher, watch } from 'fs';
import { join } from 'path';
import { WatchMainOptions } from '../GitForge';
import { Repository } from './Repository';

/**
 * Follows main, whoever moves it: a watch on the folder of the branches, and a look every few seconds, because a watch may
 * miss something on some file systems.
 */
export class MainWatcher {
  readonly #repository: Repository;
  readonly #options: WatchMainOptions;
  #delivered: string | undefined;
  #looking = false;
  #lookAgain = false;

  /** Starts to follow main until `signal` aborts. */
  static start(options: {
    repository: Repository;
    reconcileMs: number;
    watch: WatchMainOptions;
  }): void {
    const watcher = new MainWatcher(options.repository, options.watch);
    watcher.#start(options.reconcileMs);
  }

  private constructor(repository: Repository, options: WatchMainOptions) {
    this.#repository = repository;
    this.#options = options;
  }

  #start(reconcileMs: number): void {
    const { signal } = this.#options;
    if (signal.aborted) return;
    const timer = setInterval(() => this.#look(), reconcileMs);
    timer.unref();
    const files = this.#watchFiles();
    signal.addEventListener(
      'abort',
      () => {
        clearInterval(timer);
        files?.close();
      },
      { once: true },
    );
    this.#look();
  }

  #watchFiles(): FSWatcher | undefined {
    try {
      const folder = join(this.#repository.git.directory, 'refs/heads');
      const files = watch(folder, { persistent: false }, (_, name) => {
        if (name === null || name === 'main') this.#look();
      });
      files.on('error', error => this.#options.onError?.(error));
      return files;
    } catch (error) {
      // Out of watches: the timer alone follows then.
      this.#report(error);
      return undefined;
    }
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
    const after = await this.#repository.getHead();
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
    const paths = await this.#repository.listDifferingPaths(before, after);
    return { before, after, paths };
  }

  #report(error: unknown): void {
    if (this.#options.signal.aborted) return;
    this.#options.onError?.(toError(error));
  }
}
