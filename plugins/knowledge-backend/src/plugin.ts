import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  knowledgePermissions,
  knowledgeServiceRef,
} from '@zerotouch/plugin-knowledge-node';
import { createRouter } from './router';

/** Serves the search over the platform's docs at `/api/knowledge`. */
export const knowledgePlugin = createBackendPlugin({
  pluginId: 'knowledge',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        knowledge: knowledgeServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
      },
      async init(deps) {
        deps.permissionsRegistry.addPermissions(knowledgePermissions);
        deps.httpRouter.use(createRouter(deps));
      },
    });
  },
});
