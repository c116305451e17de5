import { Button } from '@backstage/ui';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Fetched } from '../section/Section';
import styles from './catalog.module.css';
import { CatalogFilters } from './CatalogFilters';
import {
  CatalogQuery,
  parseCatalogQuery,
  toSearchParams,
} from './catalogQuery';
import { CatalogTable } from './CatalogTable';
import { useCatalogChoices, useCatalogPage } from './useCatalog';

/** Everything in the catalog: kinds as chips, tenant, layer, and a filter that answers while one types. */
export function CatalogPage() {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => parseCatalogQuery(params), [params]);
  const [cursor, setCursor] = useState<string>();
  const [page, reload] = useCatalogPage(query, cursor);
  const [choices] = useCatalogChoices();

  const address = params.toString();
  useEffect(() => setCursor(undefined), [address]);

  const change = (changes: CatalogQuery) =>
    setParams(toSearchParams({ ...query, ...changes }), { replace: true });

  return (
    <main className={styles.page}>
      <CatalogFilters
        query={query}
        choices={choices.state === 'done' ? choices.value : undefined}
        onChange={change}
      />
      <Fetched resource={page} what="the catalog" rows={12} onRetry={reload}>
        {({ items, totalItems, pageInfo }) =>
          items.length === 0 ? (
            <p className={styles.empty}>
              Nothing matches.{' '}
              <button type="button" onClick={() => setParams({})}>
                Show everything
              </button>
            </p>
          ) : (
            <>
              <CatalogTable entities={items} />
              <footer className={styles.footer}>
                <span>
                  {totalItems === 1 ? '1 entity' : `${totalItems} entities`}
                </span>
                {(pageInfo.prevCursor || pageInfo.nextCursor) && (
                  <>
                    <Button
                      variant="secondary"
                      isDisabled={!pageInfo.prevCursor}
                      onPress={() => setCursor(pageInfo.prevCursor)}
                    >
                      Previous
                    </Button>
                    <Button
                      variant="secondary"
                      isDisabled={!pageInfo.nextCursor}
                      onPress={() => setCursor(pageInfo.nextCursor)}
                    >
                      Next
                    </Button>
                  </>
                )}
              </footer>
            </>
          )
        }
      </Fetched>
    </main>
  );
}
