import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import { userInfoServiceFactory } from '@backstage/backend-defaults/userInfo';
import {
  AuthService,
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import guestModule from '@backstage/plugin-auth-backend-module-guest-provider';
import permissionPlugin from '@backstage/plugin-permission-backend';
import gitopsPlugin from '@zerotouch/plugin-gitops-backend';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { createTestForge } from '@zerotouch/plugin-gitops-node/testUtils';
import kagentPlugin from '@zerotouch/plugin-kagent-backend';
import knowledgePlugin from '@zerotouch/plugin-knowledge-backend';
import { knowledgeServiceRef } from '@zerotouch/plugin-knowledge-node';
import portalAccess, {
  AGENT_NAME_HEADER,
} from '@zerotouch/plugin-permission-backend-module-portal';
import { AddressInfo } from 'node:net';
import request from 'supertest';
import { platformFiles } from './platformFiles';
import { recordRoutes } from './recordRoutes';
import { TEST_IDENTITY_HEADER, testAuthModule } from './testAuthModule';

/** Key of the agent `sre` at its tools. */
export const AGENT_KEY = 'a-key-that-only-this-test-knows-0001';
const OTHER_KEY = 'a-key-that-only-this-test-knows-0002';
const KAGENT = 'plugin:kagent';
const IMPOSTOR_TOKEN = 'a-static-token-with-the-name-of-a-plugin';
const STATIC_TOKEN = 'a-static-token-that-only-this-test-knows';

const config = {
  app: { baseUrl: 'http://localhost' },
  auth: {
    environment: 'production',
    providers: {
      guest: {
        userEntityRef: 'user:default/founder',
        ownershipEntityRefs: ['user:default/founder', 'group:default/founders'],
        dangerouslyAllowOutsideDevelopment: true,
      },
      agent: {},
      test: {},
    },
  },
  backend: {
    baseUrl: 'http://localhost',
    auth: {
      externalAccess: [
        {
          type: 'static',
          options: { token: STATIC_TOKEN, subject: 'ci' },
        },
        {
          type: 'static',
          options: { token: IMPOSTOR_TOKEN, subject: KAGENT },
        },
      ],
    },
    actions: {
      pluginSources: ['gitops'],
      filter: { exclude: [{ id: 'gitops:list-legos' }] },
    },
  },
  permission: { enabled: true },
  portal: {
    roles: {
      founder: ['group:default/founders'],
      operator: ['group:default/operators'],
      viewer: ['group:default/viewers'],
    },
  },
  kagent: {
    mcp: {
      agents: [
        {
          name: 'sre',
          key: AGENT_KEY,
          tools: [
            'gitops:propose-claim',
            'gitops:get-proposal',
            'gitops:list-legos',
            'gitops:merge-proposal',
          ],
        },
        { name: 'acme-support', key: OTHER_KEY, tools: [] },
      ],
    },
  },
};

/** Every plugin of ours that serves HTTP. */
const ownPlugins = [gitopsPlugin, knowledgePlugin, kagentPlugin];

/** How a route is called. */
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Starts our plugins with real sign-in, tokens and policy, over a repository with a small platform. */
export async function startPortal() {
  const { forge, remove } = await createTestForge(platformFiles);
  const shared = [
    mockServices.rootConfig.factory({ data: config }),
    createServiceFactory({
      service: gitForgeServiceRef,
      deps: {},
      factory: () => forge,
    }),
    createServiceFactory({
      service: knowledgeServiceRef,
      deps: {},
      factory: () => ({ search: async () => [] }),
    }),
  ];
  const routes = await recordRoutes([...ownPlugins, ...shared]);
  const stubs = ['mcp-actions', 'scaffolder'].map(createAuthProbe);
  const kagentProbe = createKagentProbe();
  const backend = await startTestBackend({
    features: [
      ...shared,
      authServiceFactory,
      httpAuthServiceFactory,
      httpRouterServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      userInfoServiceFactory,
      actionsRegistryServiceFactory,
      actionsServiceFactory,
      authPlugin,
      guestModule,
      testAuthModule,
      permissionPlugin,
      portalAccess,
      ...ownPlugins,
      ...stubs.map(stub => stub.plugin),
      kagentProbe.module,
    ],
  });
  const [mcp, scaffolder, kagent] = [...stubs, kagentProbe].map(stub =>
    stub.getAuth(),
  );

  const signIn = async (provider: string, headers = {}) => {
    const { body, status } = await request(backend.server)
      .post(`/api/auth/${provider}/refresh`)
      .set(headers);
    if (status !== 200) {
      throw new Error(`Sign-in by ${provider}: ${JSON.stringify(body)}`);
    }
    return body.backstageIdentity.token as string;
  };
  const signInAs = (...refs: string[]) =>
    signIn('test', { [TEST_IDENTITY_HEADER]: refs.join(' ') });

  const founder = await signIn('guest');
  const agent = await signIn('agent', {
    [AGENT_NAME_HEADER]: 'sre',
    authorization: `Bearer ${await askAs(kagent)}`,
  });
  const tokens: Record<string, string | undefined> = {
    anonymous: undefined,
    founder,
    secondFounder: await signInAs(
      'user:default/second',
      'group:default/founders',
    ),
    operator: await signInAs('user:default/ops', 'group:default/operators'),
    viewer: await signInAs('user:default/guest', 'group:default/viewers'),
    stranger: await signInAs('user:default/stranger'),
    agent,
    agentInFounders: await signInAs(
      'user:agents/rogue',
      'group:default/founders',
    ),
    staticToken: STATIC_TOKEN,
    founderThroughMcp: '',
    founderThroughScaffolder: '',
    agentThroughKagent: '',
    agentThroughMcp: '',
  };
  // Tokens of a plugin are made for one target plugin, so each request gets its own.
  const forwarders: Record<string, [AuthService, string]> = {
    founderThroughMcp: [mcp, founder],
    founderThroughScaffolder: [scaffolder, founder],
    agentThroughKagent: [kagent, agent],
    agentThroughMcp: [mcp, agent],
  };
  const tokenOf = async (principal: string, plugin: string) =>
    forwarders[principal]
      ? forward(...forwarders[principal], plugin)
      : tokens[principal];

  return {
    forge,
    url: `http://localhost:${(backend.server.address() as AddressInfo).port}`,
    tokenOf,
    /** Tokens of services for the auth plugin, by who shows them. */
    serviceTokens: {
      'plugin:kagent': await askAs(kagent),
      'plugin:kagent for the founder': await forward(kagent, founder, 'auth'),
      'plugin:mcp-actions': await askAs(mcp),
      'plugin:scaffolder': await askAs(scaffolder),
      'a static token': STATIC_TOKEN,
      'a static token with the subject plugin:kagent': IMPOSTOR_TOKEN,
    },
    routes,
    principals: Object.keys(tokens),
    async send(
      principal: string,
      method: Method,
      target: { plugin: string; path: string; body?: object },
    ) {
      const token = await tokenOf(principal, target.plugin);
      const call = request(backend.server)
        [method](`/api/${target.plugin}${target.path}`)
        .set({
          // Callers of A2A name its version; all other routes ignore it.
          'A2A-Version': '1.0',
          ...(token ? { Authorization: `Bearer ${token}` } : {}),
        });
      return method === 'get' ? call : call.send(target.body);
    },
    async stop() {
      await backend.stop();
      await remove();
    },
  };
}

/** The portal under test. */
export type Portal = Awaited<ReturnType<typeof startPortal>>;

async function forward(auth: AuthService, token: string, plugin: string) {
  const onBehalfOf = await auth.authenticate(token);
  const issued = await auth.getPluginRequestToken({
    onBehalfOf,
    targetPluginId: plugin,
  });
  return issued.token;
}

/** A token by which a plugin speaks to the auth plugin for itself. */
async function askAs(auth: AuthService) {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'auth',
  });
  return token;
}

/** A module that lends the credentials of kagent-backend to the test. */
function createKagentProbe() {
  let lent: AuthService | undefined;
  const module = createBackendModule({
    pluginId: 'kagent',
    moduleId: 'probe',
    register(reg) {
      reg.registerInit({
        deps: { auth: coreServices.auth },
        async init({ auth }) {
          lent = auth;
        },
      });
    },
  });
  const getAuth = () => {
    if (!lent) throw new Error('The plugin "kagent" was not started');
    return lent;
  };
  return { module, getAuth };
}

/** A plugin that lends its credentials to the test, to call as `plugin:<id>` does. */
function createAuthProbe(pluginId: string) {
  let lent: AuthService | undefined;
  const plugin = createBackendPlugin({
    pluginId,
    register(reg) {
      reg.registerInit({
        deps: { auth: coreServices.auth },
        async init({ auth }) {
          lent = auth;
        },
      });
    },
  });
  const getAuth = () => {
    if (!lent) throw new Error(`Plugin "${pluginId}" was not started`);
    return lent;
  };
  return { plugin, getAuth };
}
