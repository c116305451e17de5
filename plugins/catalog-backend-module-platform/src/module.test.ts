import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import {
  DefaultEventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { GITOPS_MAIN_TOPIC } from '@zerotouch/plugin-gitops-common';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import {
  TestForge,
  createTestForge,
} from '@zerotouch/plugin-gitops-node/testUtils';
import { catalogModulePlatform } from './module';
import { database, platformFiles } from './testUtils/platformFiles';

jest.setTimeout(60_000);

const author = { ref: 'user:default/founder', kind: 'human' as const };
const path = 'tenants/acme/orders-db/xpostgres.yaml';

/** Publishes the moves of main as the gitops backend does. */
const follower = createBackendPlugin({
  pluginId: 'follower',
  register(env) {
    env.registerInit({
      deps: {
        events: eventsServiceRef,
        forge: gitForgeServiceRef,
        lifecycle: coreServices.rootLifecycle,
      },
      async init({ events, forge, lifecycle }) {
        const end = new AbortController();
        lifecycle.addShutdownHook(() => end.abort());
        forge.watchMain({
          signal: end.signal,
          onMove: eventPayload =>
            events.publish({ topic: GITOPS_MAIN_TOPIC, eventPayload }),
        });
      },
    });
  },
});

describe('the catalog over a forge', () => {
  let repository: TestForge;
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let merges = 0;

  beforeAll(async () => {
    repository = await createTestForge(platformFiles);
    const { forge } = repository;
    const events = DefaultEventsService.create({
      logger: mockServices.logger.mock(),
    });
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        scaffolderEntityModel,
        catalogModulePlatform,
        follower,
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              stitchingStrategy: { pollingInterval: { milliseconds: 50 } },
            },
          },
        }),
        createServiceFactory({
          service: gitForgeServiceRef,
          deps: {},
          factory: () => forge,
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await repository?.remove();
  });

  async function merge(changes: Record<string, string | null>) {
    merges += 1;
    const { number, headSha } = await repository.forge.createProposal({
      requestId: `merge-${merges}`,
      title: `Merge ${merges}`,
      body: '',
      author,
      changes: Object.entries(changes).map(([file, content]) => ({
        path: file,
        content,
      })),
    });
    await repository.forge.mergeProposal({ number, headSha, approver: author });
  }

  async function find(ref: string): Promise<Entity | undefined> {
    const [kind, rest] = ref.split(':');
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/catalog/entities/by-name/${kind}/${rest}`,
      { headers: { Authorization: mockCredentials.user.header() } },
    );
    return response.ok ? response.json() : undefined;
  }

  async function waitFor(
    ref: string,
    isReady: (entity: Entity | undefined) => boolean,
  ) {
    const end = Date.now() + 15_000;
    for (;;) {
      const entity = await find(ref);
      if (isReady(entity)) return entity;
      if (Date.now() > end) {
        throw new Error(`"${ref}" is still ${JSON.stringify(entity)}`);
      }
    }
  }

  it('shows the repository with its relations', async () => {
    const entity = await waitFor(
      'resource:acme/xpostgres-orders-db',
      found => (found?.relations ?? []).length > 4,
    );
    expect(
      entity?.relations?.map(({ type, targetRef }) => `${type} ${targetRef}`),
    ).toEqual(
      expect.arrayContaining([
        'ownedBy group:default/acme',
        'partOf system:acme/workloads',
        'dependsOn api:default/xpostgres',
        'consumesApi api:default/xpostgres',
        'dependsOn component:default/cloudnative-pg',
        'dependencyOf component:acme/xwebservice-shop',
      ]),
    );
    const api = await waitFor('api:default/xpostgres', found =>
      Boolean(found?.relations?.some(({ type }) => type === 'dependencyOf')),
    );
    expect(
      api?.relations?.map(({ type, targetRef }) => `${type} ${targetRef}`),
    ).toEqual(
      expect.arrayContaining([
        'dependencyOf resource:acme/xpostgres-orders-db',
        'apiProvidedBy component:default/cloudnative-pg',
      ]),
    );
    await waitFor('template:default/xpostgres', Boolean);
    await waitFor('user:default/founder', found =>
      Boolean(
        found?.relations?.some(
          ({ targetRef }) => targetRef === 'group:default/founders',
        ),
      ),
    );
  });

  it('shows what was merged, and takes away what was removed', async () => {
    const added = 'tenants/acme/extra-db/xpostgres.yaml';
    await merge({ [added]: database('acme', 'extra-db') });
    await waitFor('resource:acme/xpostgres-extra-db', Boolean);
    await merge({ [added]: null });
    expect(
      await waitFor('resource:acme/xpostgres-extra-db', found => !found),
    ).toBeUndefined();
  });

  it('keeps the last good version of a broken file, with the error on it, until it is mended', async () => {
    const ref = 'resource:acme/xpostgres-orders-db';
    await merge({ [path]: 'spec: [' });
    const broken = await waitFor(ref, found =>
      JSON.stringify(found ?? {}).includes('platform.zerotouch.dev/error'),
    );
    expect(broken).toMatchObject({
      metadata: { title: 'orders-db' },
      spec: { type: 'database' },
      status: {
        items: [
          {
            type: 'backstage.io/catalog-processing',
            level: 'error',
            message: expect.stringMatching(
              new RegExp(`^${path}, line \\d+, column \\d+: `),
            ),
          },
        ],
      },
    });
    await merge({ [path]: database('acme', 'orders-db', 40) });
    const mended = await waitFor(
      ref,
      found => !JSON.stringify(found).includes('platform.zerotouch.dev/error'),
    );
    expect(mended).not.toHaveProperty('status.items');
  });

  it('keeps everything else when a file that was never good comes in', async () => {
    await merge({ 'tenants/acme/junk/xpostgres.yaml': 'kind: [' });
    await merge({
      'tenants/acme/next/xpostgres.yaml': database('acme', 'next'),
    });
    await waitFor('resource:acme/xpostgres-next', Boolean);
    expect(await find('resource:acme/xpostgres-orders-db')).toBeDefined();
    expect(await find('resource:acme/xpostgres-junk')).toBeUndefined();
  });
});
