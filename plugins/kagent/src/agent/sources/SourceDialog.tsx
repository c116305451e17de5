import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { Source } from '@zerotouch/plugin-kagent-common';
import { placeOf } from '../messages/placeOf';
import { PassageView } from './PassageView';

/** A passage in front of the page, for places without room beside the thread. */
export function SourceDialog(props: { source?: Source; onClose(): void }) {
  const { onClose, source } = props;
  return (
    <Dialog
      isOpen={source !== undefined}
      onOpenChange={isOpen => !isOpen && onClose()}
      isDismissable
    >
      {source && (
        <>
          <DialogHeader>{placeOf(source)}</DialogHeader>
          <DialogBody>
            <PassageView source={source} />
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={onClose}>
              Close
            </Button>
          </DialogFooter>
        </>
      )}
    </Dialog>
  );
}
