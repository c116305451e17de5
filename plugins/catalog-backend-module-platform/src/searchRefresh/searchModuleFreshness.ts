import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  PLATFORM_CATALOG_TOPIC,
  PLATFORM_DOCS_TOPIC,
  parsePlatformCatalogEvent,
} from '../events/platformEvents';
import { SearchFreshness } from './SearchFreshness';
import { SearchRefresher } from './SearchRefresher';

/** Fills the search index as soon as entities or docs changed, and not only every ten minutes. */
export const searchModuleFreshness = createBackendModule({
  pluginId: 'search',
  moduleId: 'freshness',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, events, logger, scheduler }) {
        const refresher = SearchRefresher.create({
          auth,
          catalog,
          logger,
          scheduler,
          sleep: wait,
        });
        const freshness = SearchFreshness.create({
          refresher,
          logger,
          sleep: wait,
        });
        await events.subscribe({
          id: 'search-freshness',
          topics: [PLATFORM_CATALOG_TOPIC, PLATFORM_DOCS_TOPIC],
          onEvent: async ({ topic, eventPayload }) => {
            if (topic === PLATFORM_CATALOG_TOPIC) {
              freshness.onCatalog(parsePlatformCatalogEvent(eventPayload));
            } else {
              freshness.onDocs();
            }
          },
        });
      },
    });
  },
});

/** Waits without keeping the process alive. */
async function wait(milliseconds: number): Promise<void> {
  await sleep(milliseconds, undefined, { ref: false });
}
