import type { Proposal } from '@zerotouch/plugin-gitops-common';
import { useState } from 'react';
import { changedPaths } from '../diff';

/** The version of a proposal that is in front of the person. */
export interface ShownVersion {
  /** What is drawn; a decision is bound to its `headSha`. */
  shown: Proposal;
  /** True when a newer version exists and is not drawn yet. */
  isBehind: boolean;
  /** True once a newer version replaced the one the person opened. */
  hasMoved: boolean;
  /** Files whose change differs from the version seen before. */
  movedPaths: string[];
  /** Draws `next` in place of what is shown. */
  show(next: Proposal): void;
}

/**
 * Holds on to the version of a proposal that the person opened.
 *
 * @remarks
 * News about the same head (checks, comments, a decision) come through at once; another head waits until it is
 * asked for, so that nothing changes under the eyes of somebody about to decide.
 *
 * @param latest - The newest answer of the server, always of one proposal.
 */
export function useShownVersion(latest: Proposal): ShownVersion {
  const [pin, setPin] = useState({
    proposal: latest,
    hasMoved: false,
    movedPaths: [] as string[],
  });
  const isSameHead = latest.headSha === pin.proposal.headSha;
  const isBehind = !isSameHead && latest.state === 'open';
  const shown = isBehind ? pin.proposal : latest;
  return {
    shown,
    isBehind,
    hasMoved: pin.hasMoved && shown.state === 'open',
    movedPaths: isSameHead && shown.state === 'open' ? pin.movedPaths : [],
    show: next =>
      setPin({
        proposal: next,
        hasMoved: true,
        movedPaths: changedPaths(shown.files, next.files),
      }),
  };
}
