import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { PlatformEntityProcessor } from './processor/PlatformEntityProcessor';
import { PlatformEntityProvider } from './provider/PlatformEntityProvider';

/** Fills the catalog from the platform repository and keeps it equal to main. */
export const catalogModulePlatform = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        events: eventsServiceRef,
        forge: gitForgeServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, events, forge, logger, scheduler }) {
        const provider = PlatformEntityProvider.create({
          forge,
          events,
          logger,
        });
        catalog.addEntityProvider(provider);
        catalog.addProcessor(new PlatformEntityProcessor());
        // Events carry every move of main; this heals what an event that was lost, or a forge out of reach, left behind.
        await scheduler.scheduleTask({
          id: 'platform-entities',
          scope: 'local',
          initialDelay: { seconds: 30 },
          frequency: { seconds: 30 },
          timeout: { minutes: 2 },
          fn: () => provider.refresh(),
        });
      },
    });
  },
});
