import {
  DatabaseService,
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { gitopsPermissions } from '@zerotouch/plugin-gitops-common';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { Authorizer } from './access/Authorizer';
import { actionsRegistryServiceRef, registerActions } from './actions';
import { readGitopsSettings } from './config';
import { followMain } from './events/followMain';
import { WEBHOOK_PATH, createForgeRouter } from './forge/createForgeRouter';
import { followProposals } from './forge/followProposals';
import { WebhookMemory } from './forge/WebhookMemory';
import { PlatformReader } from './platform/PlatformReader';
import { ChangeService } from './changes/ChangeService';
import { ProposalChecks } from './proposals/ProposalChecks';
import { ProposalService } from './proposals/ProposalService';
import { RepositoryService } from './repository/RepositoryService';
import { createRouter } from './router';

/** The proposals and claims of the platform repository over HTTP and as agent actions, and its moves as events. */
export const gitopsPlugin = createBackendPlugin({
  pluginId: 'gitops',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        forge: gitForgeServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(services) {
        const { forge, logger, httpAuth, auditor } = services;
        const settings = readGitopsSettings(services.config);
        const authorizer = Authorizer.create(services);
        const platform = PlatformReader.create({ forge });
        const checks = ProposalChecks.create({ forge, platform, logger });
        const proposals = ProposalService.create({
          forge,
          platform,
          checks,
          settings,
        });
        const repository = RepositoryService.create({ forge, platform });
        const changes = ChangeService.create({
          forge,
          platform,
          checks,
          settings,
        });
        const api = {
          httpAuth,
          auditor,
          authorizer,
          proposals,
          repository,
          changes,
        };

        services.permissionsRegistry.addPermissions(gitopsPermissions);
        services.httpRouter.use(
          createForgeRouter({
            forge,
            httpAuth,
            authorizer,
            memory: forge.remote && (await openMemory(services.database)),
            onProposal: number => checks.schedule(number),
          }),
        );
        services.httpRouter.addAuthPolicy({
          path: WEBHOOK_PATH,
          allow: 'unauthenticated',
        });
        services.httpRouter.use(createRouter(api));
        registerActions({ ...api, registry: services.actionsRegistry });

        const stop = new AbortController();
        services.lifecycle.addStartupHook(() => {
          followMain({ ...services, checks, signal: stop.signal });
          followProposals({ forge, proposals, logger, signal: stop.signal });
        });
        services.lifecycle.addShutdownHook(async () => {
          stop.abort();
          await checks.stop();
        });
      },
    });
  },
});

async function openMemory(database: DatabaseService): Promise<WebhookMemory> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@zerotouch/plugin-gitops-backend',
        'migrations',
      ),
    });
  }
  return WebhookMemory.create({ knex, now: () => new Date() });
}
