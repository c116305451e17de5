import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createAgentAuthenticator } from './agentAuthenticator';
import { signInAsAgent } from './signInAsAgent';

/** Adds the auth provider `agent`, which gives kagent-backend, and nobody else, the token of an agent. */
export const authModuleAgent = createBackendModule({
  pluginId: 'auth',
  moduleId: 'agent-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        httpAuth: coreServices.httpAuth,
      },
      async init({ providers, httpAuth }) {
        providers.registerProvider({
          providerId: 'agent',
          factory: createProxyAuthProviderFactory({
            authenticator: createAgentAuthenticator({ httpAuth }),
            signInResolver: signInAsAgent,
          }),
        });
      },
    });
  },
});
