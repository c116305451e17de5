import { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { PlatformCatalogEvent } from '../events/platformEvents';
import { SingleFlight } from '../events/SingleFlight';
import { SearchRefresher } from './SearchRefresher';

/** How long a change of an entity that exists already may take to be visible; its presence says nothing. */
const SETTLE_MS = 2_000;

/** Options of {@link SearchFreshness.create}. */
export interface SearchFreshnessOptions {
  refresher: Pick<SearchRefresher, 'trigger' | 'waitUntilVisible'>;
  logger: LoggerService;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Decides when the search index is filled.
 *
 * @remarks
 * Entities are indexed as soon as the catalog shows new ones, and once more a moment later for those that only changed. Pages are
 * found through the entity of the handbook, so they follow the first entities and then every new site. Failures are logged: the
 * schedules of the tasks make up for them.
 */
export class SearchFreshness {
  readonly #options: SearchFreshnessOptions;
  readonly #entities = SingleFlight.create(() => this.#indexEntities());
  readonly #later = SingleFlight.create(() => this.#indexEntitiesLater());
  readonly #docs = SingleFlight.create(() => this.#indexDocs());
  #last: PlatformCatalogEvent = { present: [], absent: [] };
  #isFirst = true;

  static create(options: SearchFreshnessOptions) {
    return new SearchFreshness(options);
  }

  private constructor(options: SearchFreshnessOptions) {
    this.#options = options;
  }

  /** Takes note of entities that the catalog was given; returns at once. */
  onCatalog(event: PlatformCatalogEvent): void {
    this.#last = event;
    void this.#entities.request();
  }

  /** Takes note of a new handbook; returns at once. */
  onDocs(): void {
    void this.#docs.request();
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    await this.#entities.settled();
    await this.#later.settled();
    await this.#docs.settled();
  }

  async #indexEntities(): Promise<void> {
    const { refresher } = this.#options;
    await this.#attempt(async () => {
      await refresher.waitUntilVisible(this.#last);
      await refresher.trigger('search_index_software_catalog');
    });
    void this.#later.request();
    if (this.#isFirst) void this.#docs.request();
    this.#isFirst = false;
  }

  async #indexEntitiesLater(): Promise<void> {
    await this.#attempt(async () => {
      await this.#options.sleep(SETTLE_MS);
      await this.#options.refresher.trigger('search_index_software_catalog');
    });
  }

  async #indexDocs(): Promise<void> {
    await this.#attempt(() =>
      this.#options.refresher.trigger('search_index_techdocs'),
    );
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.logger.warn(
        'The search index could not be refreshed; its own schedule will do it.',
        isError(error) ? error : new Error(String(error)),
      );
    }
  }
}
