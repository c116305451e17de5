import { useApi } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogHeader } from '@backstage/ui';
import { type Lego, claimEntityRef } from '@zerotouch/plugin-gitops-common';
import { useCallback, useMemo } from 'react';
import { gitopsApiRef } from '../api';
import { ChangeFindings } from '../change/ChangeFindings';
import {
  type ClaimFile,
  type ClaimKey,
  loadClaimFile,
} from '../change/loadClaimFile';
import { Proposed } from '../change/Proposed';
import { previewOf, useChangePreview } from '../change/useChangePreview';
import { useClaimEdit } from '../edit/useClaimEdit';
import { Cost } from '../goldenPath/Cost';
import { Difference } from '../goldenPath/Difference';
import { useResource } from '../resource/useResource';
import { Fetched } from '../section/Section';
import { SpecForm } from '../specForm/SpecForm';
import styles from './resize.module.css';
import { hasSizes, pickSizes, toSizeLego, withSizes } from './toSizeLego';

/** Changes how much a claim takes, and says what that makes of its footprint. */
export function ResizeDialog(props: {
  claim: ClaimKey;
  editPath: string;
  onClose: () => void;
}) {
  const { claim, editPath, onClose } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [loaded, reload] = useResource(
    useCallback(
      async signal => {
        const [file, lego] = await Promise.all([
          loadClaimFile(gitopsApi, claim, { signal }),
          gitopsApi.getLego(claim.kind, { signal }),
        ]);
        return { file, lego };
      },
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
      <DialogHeader>Resize {claim.name}</DialogHeader>
      <DialogBody>
        <Fetched resource={loaded} what="the claim" rows={5} onRetry={reload}>
          {({ file, lego }) =>
            hasSizes(lego) && file.proposals.length === 0 ? (
              <Resizing claim={claim} file={file} lego={lego} />
            ) : (
              <p>
                {file.proposals.length > 0
                  ? `Proposal #${file.proposals[0].number} changes this claim already; build on it under `
                  : 'Nothing of this API has a size. Everything else is under '}
                <a href={editPath}>Edit</a>.
              </p>
            )
          }
        </Fetched>
      </DialogBody>
    </Dialog>
  );
}

function Resizing(props: { claim: ClaimKey; file: ClaimFile; lego: Lego }) {
  const { claim, file, lego } = props;
  const edit = useClaimEdit(claim, file);
  const { text, read, save } = edit;
  const sizes = useMemo(() => toSizeLego(lego), [lego]);
  const change = useChangePreview(
    text === file.text ? undefined : [{ path: file.path, content: text }],
  );
  const preview = previewOf(change);
  const findings = preview?.findings ?? [];
  if (save.state === 'done') {
    return <Proposed number={save.number} entityRef={claimEntityRef(claim)} />;
  }
  if (read.result === 'refused') {
    return <p role="alert">{read.message}</p>;
  }
  const part = pickSizes(read.spec, sizes.schema);
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  return (
    <div className={styles.resize}>
      <SpecForm
        lego={sizes}
        value={part}
        tenant={claim.tenant}
        findings={findings}
        onChange={next => edit.changeSpec(withSizes(read.spec, part, next))}
      />
      <div aria-live="polite" aria-busy={change.state === 'loading'}>
        <ChangeFindings findings={findings} />
        {preview?.claims.map(item => (
          <div key={item.name}>
            <Cost preview={item} />
            {item.difference && <Difference difference={item.difference} />}
          </div>
        ))}
        {text === file.text && (
          <p className={styles.hint}>
            Choose another size to see what it takes.
          </p>
        )}
      </div>
      {(edit.notice || save.state === 'failed') && (
        <p role="alert">
          {edit.notice ?? (save.state === 'failed' && save.message)}
        </p>
      )}
      {save.state === 'conflict' && (
        <p role="alert">
          The file is another one on main by now. Close this and open it again.
        </p>
      )}
      <div>
        <Button
          variant="primary"
          isDisabled={
            text === file.text ||
            change.state !== 'shown' ||
            hasErrors ||
            save.state === 'saving'
          }
          onPress={() => edit.propose(`Resize ${claim.kind} ${claim.name}`, '')}
        >
          Open proposal
        </Button>
      </div>
    </div>
  );
}
