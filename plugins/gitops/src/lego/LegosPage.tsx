import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useCallback } from 'react';
import { Link } from 'react-router-dom';
import catalogStyles from '../catalog/catalog.module.css';
import { entityPath } from '../paths/portalPaths';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';

const CONSUMED = 'apiConsumedBy';

/** The APIs of the platform: what a tenant can ask for, and how often it is asked for. */
export function LegosPage() {
  const catalogApi = useApi(catalogApiRef);
  const [apis, reload] = useResource(
    useCallback(
      async () =>
        (
          await catalogApi.getEntities({
            filter: { kind: 'API' },
            fields: [
              'kind',
              'metadata.name',
              'metadata.namespace',
              'metadata.title',
              'metadata.description',
              'spec.type',
              'relations',
            ],
            order: { field: 'metadata.name', order: 'asc' },
          })
        ).items,
      [catalogApi],
    ),
  );
  return (
    <main className={catalogStyles.page}>
      <Fetched resource={apis} what="the APIs" rows={4} onRetry={reload}>
        {items =>
          items.length === 0 ? (
            <p className={catalogStyles.empty}>
              The catalog has no APIs yet. They come from the folder
              “platform/04-apis” of the platform repository, some seconds after
              the start.
            </p>
          ) : (
            <table className={catalogStyles.table}>
              <thead>
                <tr>
                  <th scope="col">API</th>
                  <th scope="col">Type</th>
                  <th scope="col">Claims</th>
                </tr>
              </thead>
              <tbody>
                {items.map(api => (
                  <tr key={stringifyEntityRef(api)}>
                    <td>
                      <Link to={entityPath(stringifyEntityRef(api))}>
                        {api.metadata.title ?? api.metadata.name}
                      </Link>
                      <small>{api.metadata.description}</small>
                    </td>
                    <td>{String(api.spec?.type ?? '')}</td>
                    <td>
                      {api.relations?.filter(({ type }) => type === CONSUMED)
                        .length ?? 0}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Fetched>
    </main>
  );
}
