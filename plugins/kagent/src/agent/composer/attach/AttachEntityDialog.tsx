import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { EntityFinder } from '../../../finder';
import type { Draft } from '../useDraft';
import { toRequests } from './draftAttachments';

/** Finds something of the catalog to attach. */
export function AttachEntityDialog(props: { draft: Draft; onClose(): void }) {
  const { draft, onClose } = props;
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={isOpen => !isOpen && onClose()}
      width={480}
    >
      <DialogHeader>Attach from the catalog</DialogHeader>
      <DialogBody>
        <EntityFinder
          label="Name"
          placeholder="A claim, a service, an API…"
          taken={toRequests(draft.attachments).flatMap(request =>
            request.kind === 'entity' ? request.ref : [],
          )}
          onPick={({ ref, title }) => {
            draft.attach({ kind: 'entity', ref }, title);
            onClose();
          }}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
