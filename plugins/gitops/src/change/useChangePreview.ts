import { useApi } from '@backstage/frontend-plugin-api';
import type {
  ChangePreview,
  ContentChange,
} from '@zerotouch/plugin-gitops-common';
import { useEffect, useState } from 'react';
import { gitopsApiRef } from '../api';

/** Pause after the last change before the server is asked. */
const PAUSE_MS = 200;

/** What is known of a change: `stale` is the last answer while the next one is on its way. */
export type ChangeState =
  | { state: 'none' }
  | { state: 'loading'; stale?: ChangePreview }
  | { state: 'failed'; error: unknown }
  | { state: 'shown'; preview: ChangePreview };

/**
 * Asks the server what changes of files do, again after each change of them.
 *
 * @param changes - Undefined while there is nothing to ask.
 */
export function useChangePreview(
  changes: ContentChange[] | undefined,
  onto?: number,
): ChangeState {
  const gitopsApi = useApi(gitopsApiRef);
  const [state, setState] = useState<ChangeState>({ state: 'none' });
  // Callers make a new list on every key; only another content is another change.
  const content = changes && JSON.stringify(changes);
  useEffect(() => {
    if (!content) {
      setState({ state: 'none' });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setState(last => ({ state: 'loading', stale: previewOf(last) }));
    const timer = setTimeout(() => {
      const request = { changes: JSON.parse(content), onto };
      gitopsApi.previewChanges(request, { signal }).then(
        preview => {
          if (!signal.aborted) setState({ state: 'shown', preview });
        },
        error => {
          if (!signal.aborted) setState({ state: 'failed', error });
        },
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [gitopsApi, content, onto]);
  return state;
}

/** The last answer, also while the next one is on its way. */
export function previewOf(state: ChangeState): ChangePreview | undefined {
  switch (state.state) {
    case 'shown':
      return state.preview;
    case 'loading':
      return state.stale;
    default:
      return undefined;
  }
}
