import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { authModuleAgent } from './agentAuth/authModuleAgent';
import { permissionModulePortal } from './policy/permissionModulePortal';

/** Adds the portal's permission policy and, where `auth.providers.agent` is configured, the sign-in of agents. */
export const portalAccess = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    yield permissionModulePortal;
    if (config.has('auth.providers.agent')) {
      yield authModuleAgent;
    }
  },
});
