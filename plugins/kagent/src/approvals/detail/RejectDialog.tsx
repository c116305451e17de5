import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
} from '@backstage/ui';
import { useState } from 'react';

/** Longest reason that the server takes. */
const MAX_REASON = 4_000;

/** Asks why a proposal is rejected; the author, person or agent, gets to read it. */
export function RejectDialog(props: {
  number: number;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onReject(reason: string): void;
}) {
  const [reason, setReason] = useState('');
  const text = reason.trim();
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      isDismissable
    >
      <DialogHeader>Reject #{props.number}</DialogHeader>
      <DialogBody>
        <TextAreaField
          // eslint-disable-next-line jsx-a11y/no-autofocus -- inside a dialog that the person opened
          autoFocus
          isRequired
          label="Reason"
          description="The author reads it, and so does an agent before it proposes again."
          rows={4}
          maxLength={MAX_REASON}
          value={reason}
          onChange={setReason}
        />
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
        <Button
          variant="primary"
          destructive
          isDisabled={!text}
          onPress={() => {
            props.onOpenChange(false);
            props.onReject(text);
            setReason('');
          }}
        >
          Reject
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
