import { ServiceUnavailableError } from '@backstage/errors';
import { randomUUID } from 'crypto';
import {
  link,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  writeFile,
} from 'fs/promises';
import { join } from 'path';
import { setTimeout as delay } from 'timers/promises';
import { hasErrorCode } from '../git/hasErrorCode';
import { ProcessIdentity, findProcess } from './processIdentity';

/** Options of {@link WriterMutex.create}. */
export interface WriterMutexOptions {
  /** A folder for the lock files; made when absent. One file system, one machine. */
  directory: string;
  /** How long to wait for another writer, in milliseconds. */
  timeoutMs?: number;
}

const DEFAULT_TIMEOUT_MS = 60_000;
const RELEASED = '';

/**
 * Lets one writer at a time into a repository, across processes, and outlives a writer that is killed.
 *
 * @remarks
 * A lock is a numbered file that names its owner. To lock is to link the next number, which only one process can do, once
 * the owner of the highest number has released it or no longer runs. The highest number is never removed, so a slow
 * process that links a number from the past sees a higher one and steps back. Processes of several machines or
 * process namespaces on one folder are not supported: an owner that cannot be seen counts as dead.
 */
export class WriterMutex {
  readonly #directory: string;
  readonly #timeoutMs: number;
  #queue: Promise<unknown> = Promise.resolve();

  static create(options: WriterMutexOptions): WriterMutex {
    return new WriterMutex(options);
  }

  private constructor(options: WriterMutexOptions) {
    this.#directory = options.directory;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /** Runs `task` alone. @throws ServiceUnavailableError when another writer does not come to an end. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(async () => {
      const generation = await this.#acquire();
      try {
        return await task();
      } finally {
        await this.#release(generation);
      }
    });
    // The next writer waits for the end of this one, not for its success.
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  async #acquire(): Promise<number> {
    await mkdir(this.#directory, { recursive: true });
    const self = await findProcess(process.pid);
    const deadline = Date.now() + this.#timeoutMs;
    let pauseMs = 2;
    for (;;) {
      const highest = await this.#highest();
      const owner = await this.#findOwner(highest);
      if (owner === undefined) {
        if (await this.#claim(highest + 1, self)) return highest + 1;
      } else if (Date.now() > deadline) {
        throw new ServiceUnavailableError(
          `Process ${
            owner.pid
          } has been writing to the repository for more than ${
            this.#timeoutMs
          } ms. End it, or wait and try again.`,
        );
      } else {
        await delay(pauseMs * (0.5 + Math.random()));
        pauseMs = Math.min(pauseMs * 2, 40);
      }
    }
  }

  async #claim(
    generation: number,
    self: ProcessIdentity | undefined,
  ): Promise<boolean> {
    const draft = join(this.#directory, `draft-${randomUUID()}`);
    await writeFile(draft, JSON.stringify(self));
    try {
      await link(draft, this.#path(generation));
    } catch (error) {
      if (hasErrorCode(error, 'EEXIST')) return false;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
    const generations = await this.#generations();
    if (Math.max(...generations) !== generation) {
      await rm(this.#path(generation), { force: true });
      return false;
    }
    for (const old of generations) {
      if (old < generation) await rm(this.#path(old), { force: true });
    }
    return true;
  }

  async #release(generation: number): Promise<void> {
    const draft = join(this.#directory, `draft-${randomUUID()}`);
    await writeFile(draft, RELEASED);
    await rename(draft, this.#path(generation));
  }

  /** The process that holds a generation; `undefined` when it was released or its process is gone. */
  async #findOwner(generation: number): Promise<ProcessIdentity | undefined> {
    if (generation === 0) return undefined;
    let text: string;
    try {
      text = await readFile(this.#path(generation), 'utf8');
    } catch (error) {
      // A later writer has tidied it up; the next look finds a higher number.
      if (hasErrorCode(error, 'ENOENT')) return undefined;
      throw error;
    }
    if (text === RELEASED) return undefined;
    const owner = parseOwner(text);
    const running = owner && (await findProcess(owner.pid));
    return running && running.startedAt === owner.startedAt ? owner : undefined;
  }

  async #highest(): Promise<number> {
    return Math.max(0, ...(await this.#generations()));
  }

  async #generations(): Promise<number[]> {
    const names = await readdir(this.#directory);
    return names.filter(name => /^\d+$/.test(name)).map(Number);
  }

  #path(generation: number): string {
    return join(this.#directory, String(generation));
  }
}

function parseOwner(text: string): ProcessIdentity | undefined {
  const value: unknown = JSON.parse(text);
  if (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'startedAt' in value &&
    typeof value.startedAt === 'string'
  ) {
    return { pid: value.pid, startedAt: value.startedAt };
  }
  return undefined;
}
