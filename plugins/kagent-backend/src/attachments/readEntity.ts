import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  RELATION_OWNED_BY,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Attachment } from '@zerotouch/plugin-kagent-common';
import { stringify } from 'yaml';
import { z } from 'zod';

const SECRET_KEY = /secret|token|password|passwd|credential|private|api-?key/i;
/** Holds a whole object once more. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

const statusSchema = z.object({
  status: z.object({
    items: z.array(z.object({ level: z.string(), message: z.string() })),
  }),
});

/** Reads an entity with what the person may see of the catalog. @throws InputError when there is none */
export async function readEntity(
  ref: string,
  options: {
    catalog: Pick<CatalogService, 'getEntityByRef'>;
    credentials: BackstageCredentials<BackstageUserPrincipal>;
  },
): Promise<Attachment> {
  const parsed = parseRef(ref);
  const entity = await options.catalog.getEntityByRef(parsed, {
    credentials: options.credentials,
  });
  if (!entity) {
    throw new InputError(
      `There is no entity "${ref}" in the catalog that you may see; attach another one.`,
    );
  }
  const { kind, metadata } = entity;
  const namespace = metadata.namespace ?? 'default';
  return {
    kind: 'entity',
    title: metadata.title ?? stringifyEntityRef(entity),
    text: renderEntity(entity),
    url: `/catalog/${[namespace, kind.toLocaleLowerCase('en-US'), metadata.name]
      .map(encodeURIComponent)
      .join('/')}`,
  };
}

/** What an agent should know of an entity, as YAML. */
function renderEntity(entity: Entity): string {
  const { metadata, relations = [], spec } = entity;
  const errors = readErrors(entity);
  return stringify(
    {
      ref: stringifyEntityRef(entity),
      kind: entity.kind,
      name: metadata.name,
      title: metadata.title,
      description: metadata.description,
      owner: relations.find(({ type }) => type === RELATION_OWNED_BY)
        ?.targetRef,
      relations: relations.map(({ type, targetRef }) => `${type} ${targetRef}`),
      labels: metadata.labels,
      annotations: toPublic(metadata.annotations ?? {}),
      spec,
      errors: errors.length > 0 ? errors : undefined,
    },
    { lineWidth: 0 },
  );
}

/** What the catalog found wrong with it. */
function readErrors(entity: Entity): string[] {
  const { success, data } = statusSchema.safeParse(entity);
  return success
    ? data.status.items
        .filter(({ level }) => level === 'error')
        .map(({ message }) => message)
    : [];
}

function toPublic(annotations: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(annotations).filter(
      ([key]) => key !== LAST_APPLIED && !SECRET_KEY.test(key),
    ),
  );
}

function parseRef(ref: string): CompoundEntityRef {
  try {
    if (/[\s\p{Cc}]/u.test(ref)) throw new TypeError('It has blanks');
    return parseEntityRef(ref, { defaultNamespace: 'default' });
  } catch (error) {
    throw new InputError(
      `"${ref}" names no entity; write it as "resource:acme/xpostgres-orders-db".`,
      error,
    );
  }
}
