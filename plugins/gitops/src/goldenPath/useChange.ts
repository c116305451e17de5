import { useApi } from '@backstage/frontend-plugin-api';
import type { Preview } from '@zerotouch/plugin-gitops-common';
import { useEffect, useState } from 'react';
import { gitopsApiRef } from '../api';
import { describeFailure } from '../errors/describeFailure';
import { findNameConflict } from './findNameError';
import type { ClaimDraft } from './formValues';

/** Pause after the last change of the form before the server is asked. */
const PAUSE_MS = 250;

/** What a draft would change. `refusals` say in plain words why it cannot be proposed. */
export type Change =
  | { state: 'incomplete' | 'loading' }
  | { state: 'failed'; message: string }
  | { state: 'shown'; preview: Preview; refusals: string[] };

/** Asks the server what a draft would write and become, again after each change of it. */
export function useChange(draft: ClaimDraft | undefined): Change {
  const gitopsApi = useApi(gitopsApiRef);
  const [change, setChange] = useState<Change>({ state: 'incomplete' });
  // Forms make a new object on every key; only another content is another draft.
  const content = draft && JSON.stringify(draft);

  useEffect(() => {
    if (!content) {
      setChange({ state: 'incomplete' });
      return undefined;
    }
    const claim: ClaimDraft = JSON.parse(content);
    const controller = new AbortController();
    const { signal } = controller;
    setChange({ state: 'loading' });
    const timer = setTimeout(() => {
      Promise.all([
        gitopsApi.previewClaim(claim, { signal }),
        gitopsApi.listClaims({ signal }),
      ]).then(
        ([preview, claims]) => {
          if (!signal.aborted) {
            const conflict = findNameConflict(claims.items, claim);
            const errors = preview.findings
              .filter(({ severity }) => severity === 'error')
              .map(({ message }) => message);
            setChange({
              state: 'shown',
              preview,
              refusals: conflict ? [conflict, ...errors] : errors,
            });
          }
        },
        error => {
          if (!signal.aborted) {
            setChange({
              state: 'failed',
              message: describeFailure(error, 'the change'),
            });
          }
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [gitopsApi, content]);

  return change;
}
