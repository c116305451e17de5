import {
  githubAuthApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import { useCallback } from 'react';

/** What GitHub lets the token do: read and write the repositories of the person. */
const SCOPE = 'repo';

/**
 * Reads the person's own token of the forge, so that their account approves and merges.
 *
 * @remarks It is asked for with each merge and kept nowhere; `undefined` with a local forge and for people who did not sign in with GitHub.
 */
export function useForgeToken(): () => Promise<string | undefined> {
  const gitopsApi = useApi(gitopsApiRef);
  const github = useApiHolder().get(githubAuthApiRef);
  return useCallback(async () => {
    const { type } = await gitopsApi.getForge();
    if (type !== 'github' || !github) return undefined;
    // Nobody is asked to sign in here: without a session the portal's own account merges, and the person is named in the merge.
    const token = await github.getAccessToken(SCOPE, { optional: true });
    return token || undefined;
  }, [github, gitopsApi]);
}
