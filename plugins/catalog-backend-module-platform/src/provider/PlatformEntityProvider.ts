import { LoggerService } from '@backstage/backend-plugin-api';
import { NotAllowedError, isError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  GITOPS_MAIN_TOPIC,
  gitopsMainEventSchema,
} from '@zerotouch/plugin-gitops-common';
import { GitForge } from '@zerotouch/plugin-gitops-node';
import { PLATFORM_CATALOG_TOPIC } from '../events/platformEvents';
import { SingleFlight } from '../events/SingleFlight';
import { TreeMemory } from '../entities/TreeMemory';
import { LastGoodFiles } from './LastGoodFiles';
import { RepositorySnapshot } from './RepositorySnapshot';
import { toCurrentEntities } from './toCurrentEntities';
import {
  EntityDigests,
  toCatalogEvent,
  toDeltaMutation,
  toDigests,
  toFullMutation,
} from './toMutation';

/** The part of the forge that the provider reads. */
export type ProviderForge = Pick<
  GitForge,
  'getHead' | 'listFiles' | 'readFiles' | 'listCommits' | 'readFile'
>;

/**
 * Keeps the catalog equal to main of the platform repository.
 *
 * @remarks
 * One run at a time; whatever happens meanwhile ends in one more run. An error keeps the entities that the catalog has and is
 * logged once until a run succeeds. A delta is sent only when this process itself gave the catalog the commit that main moved
 * from; otherwise, as after a merge that another replica handled, everything is sent.
 */
export class PlatformEntityProvider implements EntityProvider {
  readonly #forge: ProviderForge;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #snapshot: RepositorySnapshot;
  readonly #lastGood: LastGoodFiles;
  readonly #memory = TreeMemory.create();
  #connection: EntityProviderConnection | undefined;
  #applied: { sha: string; digests: EntityDigests } | undefined;
  #movedFrom: string | undefined;
  readonly #runs = SingleFlight.create(() => this.#tryOnce());
  #failed = false;

  static create(options: {
    forge: ProviderForge;
    events: EventsService;
    logger: LoggerService;
  }) {
    return new PlatformEntityProvider(options);
  }

  private constructor(options: {
    forge: ProviderForge;
    events: EventsService;
    logger: LoggerService;
  }) {
    this.#forge = options.forge;
    this.#events = options.events;
    this.#logger = options.logger;
    this.#snapshot = RepositorySnapshot.create({ forge: options.forge });
    this.#lastGood = LastGoodFiles.create({ forge: options.forge });
  }

  getProviderName(): string {
    return 'platform';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await this.#events.subscribe({
      id: 'catalog-platform',
      topics: [GITOPS_MAIN_TOPIC],
      onEvent: async ({ eventPayload }) => {
        const event = gitopsMainEventSchema.safeParse(eventPayload);
        this.#movedFrom ??= event.data?.before;
        // Whoever publishes the event does not wait for the catalog.
        void this.refresh();
      },
    });
    await this.refresh();
  }

  /** Brings the catalog to main's head; resolves when a run that began after this call has ended. Never rejects. */
  async refresh(): Promise<void> {
    await this.#runs.request();
  }

  async #tryOnce(): Promise<void> {
    try {
      while (await this.#runOnce());
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) {
        this.#logger.error(
          'The platform repository could not be read; the catalog keeps the entities that it has.',
          isError(error) ? error : new Error(String(error)),
        );
      }
      this.#failed = true;
    }
  }

  /** Gives the catalog main's head; answers whether main has moved on meanwhile. */
  async #runOnce(): Promise<boolean> {
    if (!this.#connection) {
      throw new NotAllowedError(
        'The platform provider is not connected to the catalog yet; wait for its start.',
      );
    }
    const movedFrom = this.#movedFrom;
    this.#movedFrom = undefined;
    const sha = await this.#forge.getHead();
    const last = this.#applied;
    if (sha === last?.sha) return false;
    const files = await this.#snapshot.read(sha);
    const { entities, problems } = await toCurrentEntities({
      files,
      ref: sha,
      lastGood: this.#lastGood,
      memory: this.#memory,
    });
    const digests = toDigests(entities);
    const mutation =
      last && last.sha === movedFrom
        ? toDeltaMutation(last.digests, entities, digests)
        : toFullMutation(entities);
    if (mutation) {
      await this.#connection.applyMutation(mutation);
      await this.#announce(mutation);
    }
    this.#applied = { sha, digests };
    this.#logger.info(
      `Catalog is at ${sha.slice(0, 7)} of main: ${entities.length} entities, ${
        problems.length
      } problems`,
    );
    return (await this.#forge.getHead()) !== sha;
  }

  async #announce(mutation: EntityProviderMutation): Promise<void> {
    await this.#events.publish({
      topic: PLATFORM_CATALOG_TOPIC,
      eventPayload: toCatalogEvent(mutation),
    });
  }
}
