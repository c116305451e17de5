import {
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { PlatformCatalogEvent } from '../events/platformEvents';

/** Ids of the tasks that fill the search index, as the search backend names them. */
export type CollatorTask =
  | 'search_index_software_catalog'
  | 'search_index_techdocs';

const POLL_MS = 200;
const MAX_POLLS = 50;
/** The task runs, or is not there yet. */
const RETRIED = new Set(['ConflictError', 'NotFoundError']);

/** Options of {@link SearchRefresher.create}. */
export interface SearchRefresherOptions {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  logger: LoggerService;
  scheduler: Pick<SchedulerService, 'triggerTask'>;
  /** Waits; 200 ms each time. */
  sleep(milliseconds: number): Promise<void>;
}

/** Starts the tasks that fill the search index as soon as there is something new to find. */
export class SearchRefresher {
  readonly #options: SearchRefresherOptions;

  static create(options: SearchRefresherOptions) {
    return new SearchRefresher(options);
  }

  private constructor(options: SearchRefresherOptions) {
    this.#options = options;
  }

  /**
   * Starts one task.
   *
   * @remarks A task that runs already may have read what was before, so it is started again once it ends; one that is not there
   * yet, as during start, is waited for. Gives up after 10 s: the schedule of the task runs it anyway.
   */
  async trigger(task: CollatorTask): Promise<void> {
    const { scheduler, logger } = this.#options;
    const triggered = await this.#poll(async () => {
      try {
        await scheduler.triggerTask(task);
        return true;
      } catch (error) {
        if (isError(error) && RETRIED.has(error.name)) return false;
        throw error;
      }
    });
    if (!triggered) {
      logger.warn(
        `The task "${task}" could not be started; search is a few minutes behind.`,
      );
    }
  }

  /** Waits until the catalog answers as an event says it will, at most 10 s. */
  async waitUntilVisible(event: PlatformCatalogEvent): Promise<void> {
    const { auth, catalog } = this.#options;
    const entityRefs = [...event.present, ...event.absent];
    if (entityRefs.length === 0) return;
    await this.#poll(async () => {
      const { items } = await catalog.getEntitiesByRefs(
        { entityRefs, fields: ['kind'] },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      return items.every(
        (item, index) => (item !== undefined) === index < event.present.length,
      );
    });
  }

  async #poll(attempt: () => Promise<boolean>): Promise<boolean> {
    for (let count = 0; count < MAX_POLLS; count++) {
      if (await attempt()) return true;
      await this.#options.sleep(POLL_MS);
    }
    return false;
  }
}
