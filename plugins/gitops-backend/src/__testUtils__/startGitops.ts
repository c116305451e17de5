import {
  AuditorServiceCreateEventOptions,
  LoggerService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { EventParams } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { GitForge, gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { createTestForge } from '@zerotouch/plugin-gitops-node/testUtils';
import request from 'supertest';
import { actionsRegistryServiceRef } from '../actions';
import { gitopsPlugin } from '../plugin';
import { platformFiles } from './platformFiles';

// Every test works on a Git repository of its own, with Git as a child process.
jest.setTimeout(60_000);

/** Who calls: the name of somebody below. */
export type Caller =
  | 'founder'
  | 'second'
  | 'viewer'
  | 'agent'
  | 'mcp'
  | 'second-mcp'
  | 'scaffolder'
  | 'service'
  | 'anonymous';

const userToken = (ref: string, actor?: string) =>
  mockCredentials.user.token(ref, actor ? { actor: { subject: actor } } : {});

const tokens: Record<Caller, string> = {
  founder: userToken('user:default/founder'),
  second: userToken('user:default/second'),
  viewer: userToken('user:default/viewer'),
  agent: userToken('user:agents/sre'),
  mcp: userToken('user:default/founder', 'plugin:mcp-actions'),
  'second-mcp': userToken('user:default/second', 'plugin:mcp-actions'),
  scaffolder: userToken('user:default/founder', 'plugin:scaffolder'),
  service: mockCredentials.service.token(),
  anonymous: mockCredentials.none.header().replace('Bearer ', ''),
};

const allowed: Record<string, string[]> = {
  'user:default/founder': ['gitops.read', 'gitops.propose', 'gitops.decide'],
  'user:default/second': ['gitops.read', 'gitops.propose', 'gitops.decide'],
  // The policy would let the agent decide: the backend has to refuse by itself.
  'user:agents/sre': ['gitops.read', 'gitops.propose', 'gitops.decide'],
  'user:default/viewer': ['gitops.read'],
};

/** One audited event with how it ended. */
export interface AuditedEvent extends AuditorServiceCreateEventOptions {
  outcome: string;
  result?: object;
}

/** Starts the plugin over a real forge in a temporary folder. */
export async function startGitops(
  options: {
    files?: Record<string, string>;
    fourEyes?: boolean;
    /** Another forge than one on this machine; whoever made it ends it. */
    forge?: GitForge;
    logger?: LoggerService;
  } = {},
) {
  const { files = platformFiles, fourEyes } = options;
  const { forge, remove } = options.forge
    ? { forge: options.forge, remove: async () => {} }
    : await createTestForge(files);
  const audit: AuditedEvent[] = [];
  const published: EventParams[] = [];
  const asked: string[] = [];
  const actions = actionsRegistryServiceMock();

  const permissions = mockServices.permissions.mock({
    authorize: async (requests, { credentials } = {} as never) => {
      const ref = toUserRef(credentials);
      return requests.map(({ permission }) => {
        asked.push(permission.name);
        return {
          result: allowed[ref]?.includes(permission.name)
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
        };
      });
    },
  });
  const auditor = mockServices.auditor.mock({
    createEvent: async event => {
      const { request: _, ...rest } = event;
      return {
        success: async result => {
          audit.push({ ...rest, outcome: 'succeeded', result: result?.meta });
        },
        fail: async ({ error }) => {
          audit.push({ ...rest, outcome: error.name });
        },
      };
    },
  });
  const events = mockServices.events.mock({
    publish: async params => {
      published.push(params);
    },
  });
  const backend = await startTestBackend({
    features: [
      gitopsPlugin,
      permissions.factory,
      auditor.factory,
      events.factory,
      ...(options.logger
        ? [
            createServiceFactory({
              service: coreServices.logger,
              deps: {},
              factory: () => options.logger ?? mockServices.logger.mock(),
            }),
          ]
        : []),
      createServiceFactory({
        service: gitForgeServiceRef,
        deps: {},
        factory: () => forge,
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      mockServices.rootConfig.factory({
        data: { gitops: fourEyes === undefined ? {} : { fourEyes } },
      }),
    ],
  });

  const send = (caller: Caller, method: 'get' | 'post', path: string) =>
    request(backend.server)
      [method](`/api/gitops${path}`)
      .set('Authorization', `Bearer ${tokens[caller]}`);
  return {
    server: backend.server,
    forge,
    audit,
    published,
    asked,
    actions,
    get: (path: string, caller: Caller = 'founder') =>
      send(caller, 'get', path),
    post: (path: string, body?: object, caller: Caller = 'founder') =>
      send(caller, 'post', path).send(body),
    stop: async () => {
      await backend.stop();
      await remove();
    },
  };
}

/** The plugin under test. */
export type Gitops = Awaited<ReturnType<typeof startGitops>>;

function toUserRef(credentials: unknown): string {
  const principal = (
    credentials as { principal?: { userEntityRef?: string } } | undefined
  )?.principal;
  return principal?.userEntityRef ?? 'nobody';
}
