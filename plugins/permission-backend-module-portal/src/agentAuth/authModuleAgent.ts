import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createAgentAuthenticator } from './agentAuthenticator';
import { AgentKeys } from './AgentKeys';
import { signInAsAgent } from './signInAsAgent';

/** Adds the auth provider `agent`, which gives an agent with a known key a token of its own. */
export const authModuleAgent = createBackendModule({
  pluginId: 'auth',
  moduleId: 'agent-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        const keys = AgentKeys.fromConfig(config);
        providers.registerProvider({
          providerId: 'agent',
          factory: createProxyAuthProviderFactory({
            authenticator: createAgentAuthenticator(keys),
            signInResolver: signInAsAgent,
          }),
        });
      },
    });
  },
});
