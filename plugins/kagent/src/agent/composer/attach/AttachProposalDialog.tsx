import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import {
  ErrorState,
  LoadingRows,
  gitopsApiRef,
} from '@zerotouch/plugin-gitops';
import { shortRef } from '../../../author';
import { useQuery } from '../../../query';
import type { Draft } from '../useDraft';
import styles from './attach.module.css';
import { canAttach } from './draftAttachments';

const LIMIT = 50;

/** Chooses one of the open proposals to attach. */
export function AttachProposalDialog(props: { draft: Draft; onClose(): void }) {
  const { draft, onClose } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const proposals = useQuery(
    'open-proposals',
    async signal =>
      (
        await gitopsApi.listProposals(
          { state: 'open', limit: LIMIT },
          { signal },
        )
      ).items,
  );
  const offered = (proposals.data ?? []).filter(({ number }) =>
    canAttach(draft.attachments, { kind: 'proposal', number }),
  );
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && onClose()}
      width={480}
    >
      <DialogHeader>Attach a proposal</DialogHeader>
      <DialogBody>
        {proposals.isLoading && <LoadingRows what="proposals" height={40} />}
        {proposals.error && proposals.data === undefined && (
          <ErrorState
            what="proposals"
            error={proposals.error}
            onRetry={proposals.reload}
          />
        )}
        {proposals.data && offered.length === 0 && (
          <Text as="p" color="secondary">
            No other proposal is open.
          </Text>
        )}
        {offered.length > 0 && (
          <ul className={styles.choices} aria-label="Open proposals">
            {offered.map(({ number, title, author, tenants }) => (
              <li key={number}>
                <button
                  type="button"
                  className={styles.choice}
                  onClick={() => {
                    draft.attach(
                      { kind: 'proposal', number },
                      `#${number} ${title}`,
                    );
                    onClose();
                  }}
                >
                  {title}
                  <small>
                    #{number} by {shortRef(author.ref)}
                    {tenants.length > 0 && ` for ${tenants.join(', ')}`}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
