import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
  createProxyAuthenticator,
} from '@backstage/plugin-auth-node';

/** Header in which a test says who it wants to be, as `<user ref> <owned ref>…`. */
export const TEST_IDENTITY_HEADER = 'x-test-identity';

/** Issues a real token for whoever a test asks for; exists in tests only. */
export const testAuthModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'test-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'test',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              defaultProfileTransform: async () => ({ profile: {} }),
              initialize: () => undefined,
              authenticate: async ({ req }) => ({
                result: (req.header(TEST_IDENTITY_HEADER) ?? '').split(' '),
              }),
            }),
            signInResolver: async ({ result }, ctx) =>
              ctx.issueToken({ claims: { sub: result[0], ent: result } }),
          }),
        });
      },
    });
  },
});
