import {
  BackendFeature,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { GitForge, gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import {
  ChatEvent,
  KagentClient,
  kagentChatPermission,
} from '@zerotouch/plugin-kagent-common';
import {
  EmbeddedIndex,
  ForgeKnowledge,
  knowledgeServiceRef,
} from '@zerotouch/plugin-knowledge-node';
import { AddressInfo } from 'node:net';
import kagentPlugin from '..';
import { createMemoryForge } from './createMemoryForge';
import { platformFiles } from './platformFiles';
import { readAll } from './readAll';

export { readAll };

/** A running backend with the kagent plugin, and ways to call it as somebody. */
export interface TestKagent {
  url: string;
  /** The plugin's own client; as the founder when nobody is named. */
  as(userEntityRef?: string): KagentClient;
  /** A raw call below `/api/kagent`. */
  fetch(
    path: string,
    init?: RequestInit & { authorization?: string },
  ): Promise<Response>;
  /** Sends a message as somebody and returns all its events. */
  ask(text: string, userEntityRef?: string): Promise<ChatEvent[]>;
  stop(): Promise<void>;
}

/** A person who may read but not chat. */
export const VIEWER = 'user:default/viewer';

/** Starts the plugin over a real HTTP server and an SQLite database in memory. */
export async function startKagent(options?: {
  config?: object;
  /** Further features, which may replace services. */
  features?: BackendFeature[];
  entities?: Entity[];
}): Promise<TestKagent> {
  const memoryForge = createMemoryForge(platformFiles);
  const backend = await startTestBackend({
    features: [
      ...(options?.features ?? []),
      kagentPlugin,
      mockServices.rootConfig.factory({ data: options?.config ?? {} }),
      mockServices.permissions.mock({
        authorize: async (requests, { credentials }) =>
          requests.map(({ permission }) => ({
            result:
              permission.name === kagentChatPermission.name &&
              JSON.stringify(credentials).includes(VIEWER)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }).factory,
      catalogServiceMock.factory({ entities: options?.entities }),
      createServiceFactory({
        service: gitForgeServiceRef,
        deps: {},
        factory: () => memoryForge as GitForge,
      }),
      createServiceFactory({
        service: knowledgeServiceRef,
        deps: {},
        factory: () =>
          ForgeKnowledge.create({
            forge: memoryForge,
            index: EmbeddedIndex.create(),
            logger: mockServices.logger.mock(),
          }),
      }),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  const url = `http://localhost:${port}/api/kagent`;
  const call: TestKagent['fetch'] = (path, init) => {
    const { authorization, ...rest } = init ?? {};
    const headers = new Headers(rest.headers);
    headers.set('authorization', authorization ?? toHeader());
    return fetch(`${url}${path}`, { ...rest, headers });
  };
  const as = (userEntityRef?: string) =>
    new KagentClient({
      discoveryApi: { getBaseUrl: async () => url },
      fetchApi: {
        fetch: async (input, init) =>
          call(String(input).slice(url.length), {
            ...init,
            authorization: toHeader(userEntityRef),
          }),
      },
    });
  return {
    url,
    as,
    fetch: call,
    async ask(text, userEntityRef) {
      const client = as(userEntityRef);
      const { id } = await client.createConversation({ agent: 'consultant' });
      return readAll(client.sendMessage(id, { text }));
    },
    stop: () => backend.stop(),
  };
}

/** The text of an answer. */
export function toText(events: ChatEvent[]): string {
  return events
    .map(event => (event.type === 'text-delta' ? event.delta : ''))
    .join('');
}

function toHeader(userEntityRef = 'user:default/founder'): string {
  return mockCredentials.user.header(userEntityRef);
}
