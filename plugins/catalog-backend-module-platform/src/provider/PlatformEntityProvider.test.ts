import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import {
  DefaultEventsService,
  EventsService,
} from '@backstage/plugin-events-node';
import { GITOPS_MAIN_TOPIC } from '@zerotouch/plugin-gitops-common';
import {
  PLATFORM_CATALOG_TOPIC,
  PlatformCatalogEvent,
} from '../events/platformEvents';
import { toEntities } from '../entities/toEntities';
import { MemoryForge } from '../testUtils/MemoryForge';
import { database, platformFiles, toFiles } from '../testUtils/platformFiles';
import { PlatformEntityProvider } from './PlatformEntityProvider';

const path = 'tenants/acme/orders-db/xpostgres.yaml';
const ref = 'resource:acme/xpostgres-orders-db';

async function connect(forge = MemoryForge.create(platformFiles)) {
  const logger = mockServices.logger.mock();
  const events = DefaultEventsService.create({ logger });
  const mutations: EntityProviderMutation[] = [];
  const connection: EntityProviderConnection = {
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  };
  const provider = PlatformEntityProvider.create({ forge, events, logger });
  await provider.connect(connection);
  return { forge, logger, events, mutations, connection, provider };
}

/** Says that main moved, and waits until the provider has followed. */
async function move(
  {
    events,
    provider,
  }: { events: EventsService; provider: PlatformEntityProvider },
  eventPayload: { before?: string; after: string },
) {
  await events.publish({
    topic: GITOPS_MAIN_TOPIC,
    eventPayload: { ...eventPayload, paths: [] },
  });
  await provider.refresh();
}

function delta(mutation: EntityProviderMutation | undefined) {
  if (mutation?.type !== 'delta') {
    throw new Error(`Expected a delta, got ${mutation?.type}.`);
  }
  return {
    added: mutation.added.map(({ entity }) => stringifyEntityRef(entity)),
    removed: mutation.removed.map(item =>
      'entityRef' in item ? item.entityRef : stringifyEntityRef(item.entity),
    ),
  };
}

describe('PlatformEntityProvider', () => {
  it('gives the catalog everything at start, under one location key', async () => {
    const { mutations } = await connect();
    expect(mutations).toHaveLength(1);
    const [first] = mutations;
    expect(first.type).toBe('full');
    const entities = first.type === 'full' ? first.entities : [];
    const expected = toEntities(toFiles(platformFiles)).entities;
    expect(expected.length).toBeGreaterThan(20);
    expect(entities.map(item => item.entity)).toEqual(expected);
    expect(new Set(entities.map(item => item.locationKey))).toEqual(
      new Set(['platform-repository']),
    );
  });

  it('sends only what a merge changed', async () => {
    const all = await connect();
    const { forge, mutations } = all;
    const before = await forge.getHead();
    const after = forge.commit({
      'tenants/acme/extra/xpostgres.yaml': database('acme', 'extra'),
    });
    await move(all, { before, after });
    expect(delta(mutations[1])).toEqual({
      added: ['resource:acme/xpostgres-extra'],
      removed: [],
    });
    await move(all, {
      before: after,
      after: forge.commit({ 'tenants/acme/extra/xpostgres.yaml': null }),
    });
    expect(delta(mutations[2])).toEqual({
      added: [],
      removed: ['resource:acme/xpostgres-extra'],
    });
  });

  it('sends nothing when a merge changes no entity', async () => {
    const all = await connect();
    const before = await all.forge.getHead();
    const after = all.forge.commit({ 'docs/index.md': '# Hello\n' });
    await move(all, { before, after });
    expect(all.mutations).toHaveLength(1);
  });

  it('sends everything when another process handled a merge in between', async () => {
    const all = await connect();
    const { forge, mutations } = all;
    const between = forge.commit({ [path]: database('acme', 'orders-db', 50) });
    const after = forge.commit({ 'docs/index.md': '# Hello\n' });
    await move(all, { before: between, after });
    expect(mutations[1].type).toBe('full');
  });

  it('follows main when several merges come at once', async () => {
    const all = await connect();
    const { forge, events, provider, mutations } = all;
    const shas = [await forge.getHead()];
    for (const name of ['a', 'b', 'c']) {
      shas.push(
        forge.commit({
          [`tenants/acme/${name}/xpostgres.yaml`]: database('acme', name),
        }),
      );
      await events.publish({
        topic: GITOPS_MAIN_TOPIC,
        eventPayload: {
          before: shas.at(-2),
          after: shas.at(-1),
          paths: [],
        },
      });
    }
    await provider.refresh();
    expect(
      mutations.slice(1).flatMap(mutation => delta(mutation).added),
    ).toEqual([
      'resource:acme/xpostgres-a',
      'resource:acme/xpostgres-b',
      'resource:acme/xpostgres-c',
    ]);
  });

  it('keeps what the catalog has when the forge fails, and says so once', async () => {
    const all = await connect();
    const { forge, logger, mutations, provider } = all;
    forge.fail(new Error('disk is gone'));
    forge.commit({ [path]: null });
    await provider.refresh();
    await provider.refresh();
    expect(mutations).toHaveLength(1);
    expect(logger.error).toHaveBeenCalledTimes(1);
    forge.fail(undefined);
    await provider.refresh();
    expect(mutations).toHaveLength(2);
  });

  it('starts with a forge that is out of reach', async () => {
    const forge = MemoryForge.create(platformFiles);
    forge.fail(new Error('no network'));
    const { mutations, provider } = await connect(forge);
    expect(mutations).toEqual([]);
    forge.fail(undefined);
    await provider.refresh();
    expect(mutations).toHaveLength(1);
  });

  it('sends a change again after the catalog refused it', async () => {
    const all = await connect();
    const { forge, connection, mutations } = all;
    jest
      .spyOn(connection, 'applyMutation')
      .mockRejectedValueOnce(new Error('database is locked'));
    const before = await forge.getHead();
    const after = forge.commit({ [path]: null });
    await move(all, { before, after });
    expect(mutations).toHaveLength(2);
  });

  it('says which entities come and go', async () => {
    const all = await connect();
    const said: PlatformCatalogEvent[] = [];
    await all.events.subscribe({
      id: 'test',
      topics: [PLATFORM_CATALOG_TOPIC],
      onEvent: async ({ eventPayload }) => {
        said.push(eventPayload as PlatformCatalogEvent);
      },
    });
    const before = await all.forge.getHead();
    const after = all.forge.commit({
      [path]: null,
      'tenants/acme/extra/xpostgres.yaml': database('acme', 'extra'),
    });
    await move(all, { before, after });
    expect(said).toEqual([
      {
        present: [
          'resource:acme/xpostgres-extra',
          'component:acme/xwebservice-shop',
        ],
        absent: [ref],
      },
    ]);
  });
});
