import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { FoundPassage, KnowledgeIndex } from '../KnowledgeIndex';
import { Document } from '../sources/toPassages';

/**
 * Answers from the first index, and from the second while the first cannot.
 *
 * @remarks
 * Retrieval never stops or waits because a service does. Documents go to the second index at once and to the first behind it; until
 * the first holds them all the second answers, for an old index would answer wrongly without saying so. A failed index is tried
 * again before a later search, at most every `retryMs`.
 */
export class FallbackIndex implements KnowledgeIndex {
  readonly #options: FallbackIndexOptions;
  /** What the first index does not hold yet. */
  #pending?: Document[];
  #writing?: Promise<void>;
  #retryAt = 0;
  #failing = false;

  private constructor(options: FallbackIndexOptions) {
    this.#options = options;
  }

  static create(options: FallbackIndexOptions): FallbackIndex {
    return new FallbackIndex(options);
  }

  async search(options: {
    query: string;
    limit: number;
  }): Promise<FoundPassage[]> {
    const { first, second, now } = this.#options;
    if (now() >= this.#retryAt) {
      this.#startWriting();
      if (!this.#pending) {
        try {
          const found = await first.search(options);
          this.#recovered();
          return found;
        } catch (error) {
          if (error instanceof InputError) throw error;
          this.#failed(error);
        }
      }
    }
    return second.search(options);
  }

  /** Counts what the second index wrote and deleted. */
  async replaceAll(
    documents: Document[],
  ): Promise<{ written: number; deleted: number }> {
    const counts = await this.#options.second.replaceAll(documents);
    this.#pending = documents;
    this.#startWriting();
    return counts;
  }

  /** Resolves when no write to the first index is under way. */
  async settled(): Promise<void> {
    while (this.#writing) await this.#writing;
  }

  #startWriting(): void {
    const documents = this.#pending;
    if (!documents || this.#writing) return;
    this.#writing = this.#write(documents).then(again => {
      this.#writing = undefined;
      if (again) this.#startWriting();
    });
  }

  /** Whether newer documents came meanwhile. */
  async #write(documents: Document[]): Promise<boolean> {
    const { first, logger, name } = this.#options;
    try {
      const { written, deleted } = await first.replaceAll(documents);
      logger.info(`${name}: ${written} passages written, ${deleted} deleted`);
      this.#recovered();
    } catch (error) {
      this.#failed(error);
      return false;
    }
    if (this.#pending !== documents) return true;
    this.#pending = undefined;
    return false;
  }

  #failed(error: unknown): void {
    const { logger, now, retryMs, name } = this.#options;
    this.#retryAt = now() + retryMs;
    if (this.#failing) return;
    this.#failing = true;
    logger.warn(
      `${name} cannot be used, the embedded index answers meanwhile: ${error}`,
    );
  }

  #recovered(): void {
    this.#retryAt = 0;
    if (!this.#failing) return;
    this.#failing = false;
    this.#options.logger.info(`${this.#options.name} can be used again`);
  }
}

/** Options of {@link FallbackIndex.create}. */
export interface FallbackIndexOptions {
  /** What the first index is called in the log. */
  name: string;
  first: KnowledgeIndex;
  second: KnowledgeIndex;
  logger: LoggerService;
  /** Milliseconds between two tries of a failing index. */
  retryMs: number;
  /** The clock, in milliseconds. */
  now: () => number;
}
