import { useApi } from '@backstage/frontend-plugin-api';
import type { Preview, PreviewRequest } from '@zerotouch/plugin-gitops-common';
import { useEffect, useState } from 'react';
import { gitopsApiRef } from '../api';
import { describeFailure } from '../errors/describeFailure';

/** Pause after a key before the server is asked; a key that comes sooner takes the place of the one before. */
const PAUSE_MS = 15;

/** What claims would change. `refusals` say in plain words why they cannot be proposed; `isStale` while newer values are composed. */
export type Change =
  | { state: 'incomplete' | 'loading' }
  | { state: 'failed'; message: string }
  | {
      state: 'shown';
      previews: Preview[];
      refusals: string[];
      isStale: boolean;
    };

/** Options of {@link useChange}. */
export interface ChangeOptions {
  /** Whether the claims may exist already, as in an edit; otherwise a name that is taken is refused. */
  mayExist?: boolean;
}

/** Asks the server what claims would write and become, again after each change of them. */
export function useChange(
  claims: PreviewRequest[] | undefined,
  options: ChangeOptions = {},
): Change {
  const { mayExist = false } = options;
  const gitopsApi = useApi(gitopsApiRef);
  const [change, setChange] = useState<Change>({ state: 'incomplete' });
  // Forms make new objects on every key; only another content is another change.
  const content = claims && JSON.stringify(claims);

  useEffect(() => {
    if (!content) {
      setChange({ state: 'incomplete' });
      return undefined;
    }
    const asked: PreviewRequest[] = JSON.parse(content);
    const controller = new AbortController();
    const { signal } = controller;
    setChange(last =>
      last.state === 'shown'
        ? { ...last, isStale: true }
        : { state: 'loading' },
    );
    const timer = setTimeout(() => {
      gitopsApi.previewClaims({ claims: asked }, { signal }).then(
        ({ items }) => {
          if (!signal.aborted) {
            setChange({
              state: 'shown',
              previews: items,
              refusals: findRefusals(asked, items, mayExist),
              isStale: false,
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
  }, [gitopsApi, content, mayExist]);

  return change;
}

function findRefusals(
  asked: PreviewRequest[],
  previews: Preview[],
  mayExist: boolean,
): string[] {
  return previews.flatMap(({ findings, path }, index) => {
    const { name, tenant } = asked[index];
    const isTaken = !mayExist && findings.some(({ rule }) => rule === 'exists');
    return [
      ...(isTaken
        ? [
            `“${name}” exists already in ${tenant} (${path}). Choose another name.`,
          ]
        : []),
      ...findings
        .filter(({ severity }) => severity === 'error')
        .map(({ message }) => message),
    ];
  });
}
