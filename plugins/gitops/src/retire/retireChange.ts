import type { ContentChange } from '@zerotouch/plugin-gitops-common';
import {
  editClaimText,
  removeDocument,
} from '@zerotouch/plugin-gitops-common/edit';
import type { ClaimFile, ClaimKey } from '../change/loadClaimFile';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';
const RETIRE = 'platform.zerotouch.dev/retire';

/** The change that lets a claim with data go: it no longer asks to be kept, and says by its own name that this is meant. */
export function toRelease(claim: ClaimKey, file: ClaimFile): ContentChange[] {
  const { path, text, documentIndex } = file;
  const annotations = ['metadata', 'annotations'];
  return [
    {
      path,
      content: editClaimText(text, documentIndex, [
        { place: [...annotations, RETIRE], value: claim.name },
        { place: [...annotations, SYNC_OPTIONS] },
      ]),
    },
  ];
}

/** The change that removes a claim: its document, or its file when nothing else is in it. A tenant's project goes with it. */
export function toRemoval(
  file: ClaimFile,
  others: string[] = [],
): ContentChange[] {
  const { path, text, documentIndex } = file;
  return [
    { path, content: removeDocument(text, documentIndex) },
    ...others.map(other => ({ path: other, content: null })),
  ];
}
