import type { Entity } from '@backstage/catalog-model';

const PREFIX = 'platform.zerotouch.dev';

/** Matches the entities that stand for a claim. */
export const isClaimFilter = {
  [`metadata.annotations.${PREFIX}/claim`]: { $exists: true },
};

/** Where a claim stands in the platform repository. */
export interface ClaimIdentity {
  kind: string;
  tenant: string;
  name: string;
  /** Path of its file, from the top of the repository. */
  path: string;
  /** What is wrong with the file now, when something is. */
  error?: string;
  /** Path of its page in the documentation site, such as `/specs/add-a-web-service/`. */
  docs?: string;
}

/** Reads which claim an entity stands for; undefined when it stands for none. */
export function findClaimIdentity(entity: Entity): ClaimIdentity | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const kind = annotations[`${PREFIX}/kind`];
  const name = annotations[`${PREFIX}/claim`];
  const path = annotations[`${PREFIX}/path`];
  if (!kind || !name || !path) {
    return undefined;
  }
  return {
    kind,
    name,
    path,
    tenant:
      annotations[`${PREFIX}/tenant`] ?? entity.metadata.namespace ?? 'default',
    error: annotations[`${PREFIX}/error`],
    docs: annotations['backstage.io/techdocs-entity-path'],
  };
}
