import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { FoundPassage, KnowledgeIndex } from './KnowledgeIndex';
import { KnowledgeService } from './KnowledgeService';
import { isKnowledge } from './sources/toPassages';

/**
 * Keeps an index at the head of main.
 *
 * @remarks
 * Every search first compares main's head with the indexed one, so an answer is never older than the question; many
 * searches share one indexing. When the forge fails, the last good index answers and the failure is logged once for
 * each head.
 */
export class ForgeKnowledge implements KnowledgeService {
  readonly #forge: DocsForge;
  readonly #index: KnowledgeIndex;
  readonly #logger: LoggerService;
  #indexedHead?: string;
  #refresh?: Promise<void>;
  #reported?: string;

  private constructor(options: ForgeKnowledgeOptions) {
    this.#forge = options.forge;
    this.#index = options.index;
    this.#logger = options.logger;
  }

  static create(options: ForgeKnowledgeOptions): ForgeKnowledge {
    return new ForgeKnowledge(options);
  }

  /** @throws ServiceUnavailableError when the repository could never be read. */
  async search(options: {
    query: string;
    limit: number;
  }): Promise<FoundPassage[]> {
    this.#refresh ??= this.#follow().finally(() => {
      this.#refresh = undefined;
    });
    try {
      await this.#refresh;
    } catch (error) {
      if (!this.#indexedHead) {
        throw new ServiceUnavailableError(
          'The docs are not indexed yet, because the platform repository could not be read; try again in a minute.',
          error,
        );
      }
      this.#report(error);
    }
    return this.#index.search(options);
  }

  async #follow(): Promise<void> {
    const head = await this.#forge.getHead();
    if (head === this.#indexedHead) return;
    const files = await this.#forge.listFiles({ ref: head });
    const paths = files.map(({ path }) => path).filter(isKnowledge);
    const documents =
      paths.length > 0 ? await this.#forge.readFiles({ ref: head, paths }) : [];
    const { written, deleted } = await this.#index.replaceAll(documents);
    this.#indexedHead = head;
    this.#reported = undefined;
    this.#logger.info(
      `Indexed the knowledge at ${head.slice(
        0,
        8,
      )}: ${written} passages written, ${deleted} deleted`,
    );
  }

  #report(error: unknown): void {
    if (this.#reported === this.#indexedHead) return;
    this.#reported = this.#indexedHead;
    this.#logger.warn(
      `Searching the docs as of ${this.#indexedHead?.slice(
        0,
        8,
      )}, because main cannot be read: ${error}`,
    );
  }
}

/** What {@link ForgeKnowledge} reads of a forge. */
export type DocsForge = Pick<GitForge, 'getHead' | 'listFiles' | 'readFiles'>;

/** Options of {@link ForgeKnowledge.create}. */
export interface ForgeKnowledgeOptions {
  forge: DocsForge;
  index: KnowledgeIndex;
  logger: LoggerService;
}
