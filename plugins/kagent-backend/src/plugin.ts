import {
  coreServices,
  createBackendPlugin,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { kagentPermissions } from '@zerotouch/plugin-kagent-common';
import { knowledgeServiceRef } from '@zerotouch/plugin-knowledge-node';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { readKagentConfig } from './config';
import { createChat } from './createChat';
import { ChatAccess } from './http/ChatAccess';
import { MCP_PATH, actionsServiceRef, createMcp } from './mcp';
import { createRouter } from './router';
import { CONSULTANT_ID } from './runtimes/consultant/consultantCard';
import { createA2aRouter } from './runtimes/consultant/a2a/createA2aRouter';
import { createConsultant } from './runtimes/consultant/createConsultant';
import { readModelSettings } from './runtimes/consultant/model/settings';
import { KagentRuntime } from './runtimes/kagent/KagentRuntime';

/** Milliseconds after which a call to a controller fails; streams have no such limit. */
const CONTROLLER_TIMEOUT_MS = 10_000;

/** Serves agents and conversations at `/api/kagent`. */
export const kagentPlugin = createBackendPlugin({
  pluginId: 'kagent',
  register(env) {
    env.registerInit({
      deps: {
        actions: actionsServiceRef,
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        forge: gitForgeServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        knowledge: knowledgeServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { consultant, controllers, limits } = readKagentConfig(
          deps.config,
        );
        const knex = await deps.database.getClient();
        if (!deps.database.migrations?.skip) {
          await knex.migrate.latest({
            directory: resolvePackagePath(
              '@zerotouch/plugin-kagent-backend',
              'migrations',
            ),
          });
        }
        deps.permissionsRegistry.addPermissions(kagentPermissions);

        const tools = { now: () => new Date(), generateId: () => randomUUID() };
        const access = ChatAccess.create(deps);
        const consultants = consultant.enabled
          ? [
              createConsultant({
                ...deps,
                ...tools,
                baseUrl: await deps.discovery.getExternalBaseUrl('kagent'),
                fetch,
                knex,
                model: readModelSettings(deps.config),
                rules: {
                  fourEyes:
                    deps.config.getOptionalBoolean('gitops.fourEyes') ?? false,
                },
              }),
            ]
          : [];
        const runtimes = [
          ...consultants.map(({ runtime }) => runtime),
          ...controllers.map(controller =>
            KagentRuntime.create({
              ...controller,
              logger: deps.logger,
              fetch,
              generateId: tools.generateId,
              now: Date.now,
              wait: async (ms, signal) => {
                await setTimeout(ms, undefined, { signal });
              },
              timeoutMs: CONTROLLER_TIMEOUT_MS,
            }),
          ),
        ];
        const chat = createChat({
          ...deps,
          ...tools,
          knex,
          limits,
          runtimes,
        });
        deps.lifecycle.addStartupHook(() => chat.start());
        deps.lifecycle.addShutdownHook(() => chat.stop());
        const router = createRouter({
          access,
          auditor: deps.auditor,
          ...chat,
        });
        for (const { requestHandler } of consultants) {
          router.use(
            `/a2a/${CONSULTANT_ID}`,
            createA2aRouter({ access, limits: chat.limits, requestHandler }),
          );
        }
        // Agents bring keys of their own instead of tokens of the portal.
        deps.httpRouter.addAuthPolicy({
          path: MCP_PATH,
          allow: 'unauthenticated',
        });
        deps.httpRouter.use(createMcp({ ...deps, ...tools, knex, fetch }));
        deps.httpRouter.use(router);
      },
    });
  },
});
