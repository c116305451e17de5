import { createHash } from 'node:crypto';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { MAX_EVENT_REFS, PlatformCatalogEvent } from '../events/platformEvents';

/** Who these entities belong to in the catalog; one constant, so that a moved file keeps its entity. */
export const LOCATION_KEY = 'platform-repository';

/** Digests of the entities that the catalog was given last, by ref. */
export type EntityDigests = ReadonlyMap<string, string>;

const known = new WeakMap<Entity, string>();

/** Returns a digest for each entity; equal entities have equal digests. An entity is never changed in place. */
export function toDigests(entities: Entity[]): EntityDigests {
  return new Map(
    entities.map(entity => [stringifyEntityRef(entity), toDigest(entity)]),
  );
}

function toDigest(entity: Entity): string {
  const digest =
    known.get(entity) ??
    createHash('sha1').update(JSON.stringify(entity)).digest('base64');
  known.set(entity, digest);
  return digest;
}

/** Returns the mutation that replaces everything. */
export function toFullMutation(entities: Entity[]): EntityProviderMutation {
  return { type: 'full', entities: entities.map(withKey) };
}

/** Returns the mutation that leads from the last entities to these, or undefined when nothing changed. */
export function toDeltaMutation(
  last: EntityDigests,
  entities: Entity[],
  digests: EntityDigests,
): EntityProviderMutation | undefined {
  const added = entities
    .filter(entity => {
      const ref = stringifyEntityRef(entity);
      return last.get(ref) !== digests.get(ref);
    })
    .map(withKey);
  const removed = [...last.keys()]
    .filter(ref => !digests.has(ref))
    .map(entityRef => ({ entityRef, locationKey: LOCATION_KEY }));
  return added.length + removed.length > 0
    ? { type: 'delta', added, removed }
    : undefined;
}

/** Returns a sample of what a mutation changes. */
export function toCatalogEvent(
  mutation: EntityProviderMutation,
): PlatformCatalogEvent {
  const [present, absent] =
    mutation.type === 'full'
      ? [mutation.entities, []]
      : [mutation.added, mutation.removed];
  return {
    present: present
      .slice(0, MAX_EVENT_REFS)
      .map(({ entity }) => stringifyEntityRef(entity)),
    absent: absent
      .slice(0, MAX_EVENT_REFS)
      .map(item =>
        'entityRef' in item ? item.entityRef : stringifyEntityRef(item.entity),
      ),
  };
}

function withKey(entity: Entity) {
  return { entity, locationKey: LOCATION_KEY };
}
