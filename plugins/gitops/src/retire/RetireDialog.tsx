import { useApi } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import {
  type ChangePreview,
  type GitopsApi,
  claimEntityRef,
} from '@zerotouch/plugin-gitops-common';
import { useCallback, useState } from 'react';
import { gitopsApiRef } from '../api';
import {
  type ClaimFile,
  type ClaimKey,
  loadClaimFile,
} from '../change/loadClaimFile';
import { Proposed } from '../change/Proposed';
import { isNotFound } from '../errors/describeError';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { RetirePlan } from './RetirePlan';
import { toRemoval } from './retireChange';

/** What a retirement would do, as the server sees it. */
export interface Retirement {
  file: ClaimFile;
  /** Further files that go with the claim's own. */
  others: string[];
  preview: ChangePreview;
}

/** Explains what retiring a claim means and opens the proposal for it. */
export function RetireDialog(props: { claim: ClaimKey; onClose: () => void }) {
  const { claim, onClose } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [done, setDone] = useState<{ number: number; next: string }>();
  const [plan, reload] = useResource(
    useCallback(
      signal => loadRetirement(gitopsApi, claim, signal),
      [gitopsApi, claim],
    ),
  );
  return (
    <Dialog
      isOpen
      isDismissable
      width={640}
      onOpenChange={isOpen => !isOpen && onClose()}
    >
      <DialogHeader>Retire {claim.name}</DialogHeader>
      <DialogBody>
        {done ? (
          <Proposed {...done} entityRef={claimEntityRef(claim)} />
        ) : (
          <Fetched
            resource={plan}
            what="what a retirement would do"
            rows={6}
            onRetry={reload}
          >
            {value => (
              <RetirePlan
                claim={claim}
                retirement={value}
                onDone={(number, next) => setDone({ number, next })}
              />
            )}
          </Fetched>
        )}
      </DialogBody>
    </Dialog>
  );
}

async function loadRetirement(
  gitopsApi: GitopsApi,
  claim: ClaimKey,
  signal: AbortSignal,
): Promise<Retirement> {
  const file = await loadClaimFile(gitopsApi, claim, { signal });
  const project = `tenants/${claim.name}/project.yaml`;
  const others =
    claim.kind === 'XTenant' &&
    (await exists(gitopsApi, project, file.mainSha, signal))
      ? [project]
      : [];
  const preview = await gitopsApi.previewChanges(
    { changes: toRemoval(file, others) },
    { signal },
  );
  return { file, others, preview };
}

async function exists(
  gitopsApi: GitopsApi,
  path: string,
  ref: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await gitopsApi.getFile({ path, ref }, { signal });
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
