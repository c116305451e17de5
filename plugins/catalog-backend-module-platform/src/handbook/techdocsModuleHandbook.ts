import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  Generators,
  Publisher,
  techdocsBuildsExtensionPoint,
  techdocsGeneratorExtensionPoint,
} from '@backstage/plugin-techdocs-node';
import {
  GITOPS_MAIN_TOPIC,
  gitopsMainEventSchema,
} from '@zerotouch/plugin-gitops-common';
import { HANDBOOK_REF } from '../entities/refs';
import { PLATFORM_DOCS_TOPIC } from '../events/platformEvents';
import { SingleFlight } from '../events/SingleFlight';
import { createGuardedGenerator } from './createGuardedGenerator';
import { HandbookBuilder } from './HandbookBuilder';

const DOCS_PATH = /^(?:docs\/|mkdocs\.yml$)/;

/**
 * Builds the handbook at start and after every change of the documentation on main.
 *
 * @remarks Does nothing unless `techdocs.builder` is `local`: then another process builds the docs.
 */
export const techdocsModuleHandbook = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'handbook',
  register(env) {
    env.registerInit({
      deps: {
        builds: techdocsBuildsExtensionPoint,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        generator: techdocsGeneratorExtensionPoint,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
        reader: coreServices.urlReader,
      },
      async init({
        builds,
        config,
        discovery,
        events,
        generator,
        lifecycle,
        logger,
        reader,
      }) {
        if (config.getOptionalString('techdocs.builder') !== 'local') return;
        const workingDirectory =
          config.getOptionalString('backend.workingDirectory') ?? tmpdir();
        await mkdir(workingDirectory, { recursive: true });
        const customGenerator = createGuardedGenerator({ config, logger });
        generator.setTechdocsGenerator(customGenerator);
        const builder = HandbookBuilder.create({
          reader,
          logger,
          workingDirectory,
          generators: await Generators.fromConfig(config, {
            logger,
            customGenerator,
          }),
          publisher: await Publisher.fromConfig(config, { logger, discovery }),
        });
        const handbook = SingleFlight.create(async () => {
          try {
            if (await builder.build()) logger.info('The handbook was built.');
            await events.publish({
              topic: PLATFORM_DOCS_TOPIC,
              eventPayload: {},
            });
          } catch (error) {
            logger.error(
              'The handbook could not be built; the one before it stays. Mend docs/ or mkdocs.yml on main.',
              isError(error) ? error : new Error(String(error)),
            );
          }
        });
        builds.setBuildStrategy({
          async shouldBuild({ entity }) {
            if (stringifyEntityRef(entity) !== HANDBOOK_REF) return true;
            await handbook.settled();
            return false;
          },
        });
        await events.subscribe({
          id: 'techdocs-handbook',
          topics: [GITOPS_MAIN_TOPIC],
          onEvent: async ({ eventPayload }) => {
            const event = gitopsMainEventSchema.safeParse(eventPayload);
            if (event.data?.paths.some(path => DOCS_PATH.test(path)) ?? true) {
              // Whoever publishes the event does not wait for a build.
              void handbook.request();
            }
          },
        });
        lifecycle.addStartupHook(async () => {
          // Nobody waits for it: the portal is ready before its handbook is.
          void handbook.request();
        });
      },
    });
  },
});
