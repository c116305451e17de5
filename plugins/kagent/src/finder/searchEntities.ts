import {
  DEFAULT_NAMESPACE,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** An entity as a list to choose from shows it. */
export interface FoundEntity {
  /** Entity ref, lower case. */
  ref: string;
  title: string;
  /** Kind and, outside of the default one, namespace. */
  description: string;
}

const LIMIT = 20;

/**
 * Finds entities whose name or title holds `term`.
 *
 * @param options.kinds - Only these kinds; all but locations when absent.
 * @returns At most 20, by name.
 */
export async function searchEntities(
  catalogApi: Pick<CatalogApi, 'queryEntities'>,
  options: { term: string; kinds?: string[] },
): Promise<FoundEntity[]> {
  const term = options.term.trim();
  const { items } = await catalogApi.queryEntities({
    filter: options.kinds ? { kind: options.kinds } : undefined,
    fullTextFilter: term
      ? {
          term,
          fields: [
            'metadata.name',
            'metadata.title',
            'spec.profile.displayName',
          ],
        }
      : undefined,
    fields: [
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'spec.profile.displayName',
    ],
    orderFields: [{ field: 'metadata.name', order: 'asc' }],
    limit: LIMIT,
    totalItems: 'exclude',
  });
  return items
    .filter(({ kind }) => options.kinds || kind !== 'Location')
    .map(entity => {
      const { name, namespace = DEFAULT_NAMESPACE, title } = entity.metadata;
      return {
        ref: stringifyEntityRef(entity),
        title: displayNameOf(entity.spec?.profile) ?? title ?? name,
        description:
          namespace === DEFAULT_NAMESPACE
            ? entity.kind
            : `${entity.kind} of ${namespace}`,
      };
    });
}

function displayNameOf(profile: unknown): string | undefined {
  if (typeof profile !== 'object' || profile === null) return undefined;
  const name = 'displayName' in profile ? profile.displayName : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
