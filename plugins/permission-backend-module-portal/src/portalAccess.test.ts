import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import {
  AuthProviderFactory,
  authProvidersExtensionPoint,
} from '@backstage/plugin-auth-node';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  gitopsDecidePermission,
  gitopsReadPermission,
} from '@zerotouch/plugin-gitops-common';
import { portalAccess } from './portalAccess';

async function start(data: object) {
  const providers = new Map<string, AuthProviderFactory>();
  const policies: PermissionPolicy[] = [];
  const authPlugin = createBackendPlugin({
    pluginId: 'auth',
    register(reg) {
      reg.registerExtensionPoint(authProvidersExtensionPoint, {
        registerProvider: ({ providerId, factory }) => {
          providers.set(providerId, factory);
        },
      });
      reg.registerInit({ deps: {}, async init() {} });
    },
  });
  const permissionPlugin = createBackendPlugin({
    pluginId: 'permission',
    register(reg) {
      reg.registerExtensionPoint(policyExtensionPoint, {
        setPolicy: policy => {
          policies.push(policy);
        },
      });
      reg.registerInit({ deps: {}, async init() {} });
    },
  });
  await startTestBackend({
    features: [
      authPlugin,
      permissionPlugin,
      portalAccess,
      mockServices.rootConfig.factory({
        data: JSON.parse(JSON.stringify(data)),
      }),
    ],
  });
  return { providers, policies };
}

const ask = (policy: PermissionPolicy, ...ownershipEntityRefs: string[]) =>
  Promise.all(
    [gitopsReadPermission, gitopsDecidePermission].map(async permission => {
      const { result } = await policy.handle(
        { permission },
        {
          credentials: mockCredentials.user(),
          info: { userEntityRef: 'user:default/mock', ownershipEntityRefs },
        },
      );
      return result;
    }),
  );

describe('portalAccess', () => {
  it('sets the policy from the configured roles', async () => {
    const { policies } = await start({
      portal: {
        roles: {
          founder: ['group:default/founders'],
          viewer: ['group:default/viewers'],
        },
      },
    });
    expect(policies).toHaveLength(1);
    expect(await ask(policies[0], 'group:default/founders')).toEqual([
      'ALLOW',
      'ALLOW',
    ]);
    expect(await ask(policies[0], 'group:default/viewers')).toEqual([
      'ALLOW',
      'DENY',
    ]);
    expect(await ask(policies[0])).toEqual(['DENY', 'DENY']);
    const anonymous = await policies[0].handle({
      permission: gitopsReadPermission,
    });
    expect(anonymous.result).toBe('DENY');
  });

  it('adds the sign-in of agents only where it is configured', async () => {
    const without = await start({});
    expect([...without.providers.keys()]).toEqual([]);
    const withAgents = await start({
      auth: { providers: { agent: {} } },
    });
    expect([...withAgents.providers.keys()]).toEqual(['agent']);
  });

  it('refuses to start on a role it cannot read', async () => {
    await expect(
      start({ portal: { roles: { founder: ['everybody'] } } }),
    ).rejects.toThrow(/"everybody" in "portal.roles.founder"/);
  });
});
