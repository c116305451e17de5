import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { useEffect, useState } from 'react';

const RETRY_MS = 500;
const MAX_TRIES = 40;

/** What the catalog knows of the claims in a merged proposal. */
export interface ClaimEntities {
  /** Refs of claims that the catalog has, in order of path. */
  entityRefs: string[];
  /** True while a claim on main is not in the catalog yet. */
  isWaiting: boolean;
}

/**
 * Finds the entities of the claims that a merged proposal wrote.
 *
 * @remarks The catalog follows main by a second or so; it is asked again for at most 20 seconds.
 */
export function useClaimEntities(proposal: Proposal): ClaimEntities {
  const gitopsApi = useApi(gitopsApiRef);
  const catalogApi = useApi(catalogApiRef);
  const [state, setState] = useState<ClaimEntities>({
    entityRefs: [],
    isWaiting: false,
  });
  const { mergeSha, state: proposalState } = proposal;
  const paths = proposal.files
    .filter(file => file.status !== 'removed')
    .map(file => file.path)
    .join('\n');

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // The link is a convenience: where the catalog does not answer, there is none.
    const guarded = (work: Promise<void>) =>
      work.catch(() => {
        if (!isOver) setState({ entityRefs: [], isWaiting: false });
      });
    const look = async (refs: string[], tries: number) => {
      const { items } = await catalogApi.getEntitiesByRefs({
        entityRefs: refs,
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      });
      if (isOver) return;
      const found = refs.filter((_, index) => items[index]);
      const isWaiting = found.length < refs.length && tries < MAX_TRIES;
      setState({ entityRefs: found, isWaiting });
      if (isWaiting) {
        timer = setTimeout(() => guarded(look(refs, tries + 1)), RETRY_MS);
      }
    };
    const start = async () => {
      const changed = paths.split('\n');
      const { items } = await gitopsApi.listClaims();
      const refs = items
        .filter(claim => changed.includes(claim.path))
        .map(claim => claim.entityRef);
      if (!isOver && refs.length > 0) await look([...new Set(refs)], 1);
    };
    if (proposalState === 'merged') guarded(start());
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [catalogApi, gitopsApi, mergeSha, paths, proposalState]);

  return state;
}
