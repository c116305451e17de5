import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useResource } from '../resource/useResource';
import { CatalogQuery, sortKinds, toFilter } from './catalogQuery';

const PAGE_SIZE = 50;

/** Fetches one page of the catalog; `cursor` is one that an earlier page gave. */
export function useCatalogPage(query: CatalogQuery, cursor?: string) {
  const catalogApi = useApi(catalogApiRef);
  const { kind, tenant, layer, text } = query;
  return useResource(
    useCallback(
      () =>
        catalogApi.queryEntities({
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.title',
            'metadata.description',
            'metadata.annotations',
            'spec.type',
            'spec.owner',
            'spec.system',
            'relations',
          ],
          limit: PAGE_SIZE,
          ...(cursor
            ? { cursor }
            : {
                filter: toFilter({ kind, tenant, layer }),
                fullTextFilter: text
                  ? {
                      term: text,
                      fields: [
                        'metadata.name',
                        'metadata.title',
                        'metadata.description',
                      ],
                    }
                  : undefined,
                orderFields: { field: 'metadata.name', order: 'asc' as const },
              }),
        }),
      [catalogApi, kind, tenant, layer, text, cursor],
    ),
  );
}

/** Fetches what the catalog can be filtered by: kinds with their counts, tenants. */
export function useCatalogChoices() {
  const catalogApi = useApi(catalogApiRef);
  return useResource(
    useCallback(async () => {
      const { facets } = await catalogApi.getEntityFacets({
        facets: ['kind', 'metadata.namespace'],
      });
      return {
        kinds: sortKinds(facets.kind ?? []),
        tenants: (facets['metadata.namespace'] ?? [])
          .map(({ value }) => value)
          .filter(value => value !== 'default')
          .sort((a, b) => a.localeCompare(b)),
      };
    }, [catalogApi]),
  );
}
