import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { gitopsApiRef } from '../api';
import { useResource } from '../resource/useResource';
import { useListWaiting } from '../waiting/useListWaiting';
import { toLayers } from './toLayers';
import { toRunbooks } from './toRunbooks';
import { toTenants } from './toTenants';

const REFRESH_MS = 30_000;
const MAX_PARTS = 500;

/** Fetches all that Home shows, each part on its own and all of them at once. */
export function useHome() {
  const gitopsApi = useApi(gitopsApiRef);
  const catalogApi = useApi(catalogApiRef);
  const refresh = { refreshMs: REFRESH_MS };

  const proposals = useResource(
    useCallback(
      signal => gitopsApi.listProposals({ state: 'open' }, { signal }),
      [gitopsApi],
    ),
    refresh,
  );
  const waiting = useResource(useListWaiting(), refresh);
  const commits = useResource(
    useCallback(
      signal => gitopsApi.listCommits({ limit: 8 }, { signal }),
      [gitopsApi],
    ),
    refresh,
  );
  const problems = useResource(
    useCallback(signal => gitopsApi.listProblems({ signal }), [gitopsApi]),
    refresh,
  );
  const tenants = useResource(
    useCallback(
      async signal => toTenants((await gitopsApi.listClaims({ signal })).items),
      [gitopsApi],
    ),
    refresh,
  );
  const runbooks = useResource(
    useCallback(
      async signal =>
        toRunbooks(
          (await gitopsApi.getFile({ path: 'mkdocs.yml' }, { signal })).content,
        ),
      [gitopsApi],
    ),
  );
  const layers = useResource(
    useCallback(async () => {
      const { items } = await catalogApi.queryEntities({
        filter: [
          { kind: 'System', 'spec.type': 'layer' },
          { kind: ['Component', 'API'], 'metadata.namespace': 'default' },
        ],
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'spec.system',
          'spec.type',
        ],
        limit: MAX_PARTS,
        totalItems: 'exclude',
      });
      return toLayers(items);
    }, [catalogApi]),
  );

  return { proposals, waiting, commits, problems, tenants, runbooks, layers };
}

/** What {@link useHome} fetches. */
export type Home = ReturnType<typeof useHome>;
