import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { ConversationSummary } from '@zerotouch/plugin-kagent-common';

/** Asks before a conversation is gone for good. */
export function DeleteDialog(props: {
  conversation?: ConversationSummary;
  onClose(): void;
  onDelete(id: string): void;
}) {
  const { conversation } = props;
  return (
    <Dialog
      isOpen={conversation !== undefined}
      onOpenChange={isOpen => !isOpen && props.onClose()}
      isDismissable
    >
      <DialogHeader>Delete conversation</DialogHeader>
      <DialogBody>
        <Text as="p">
          “{conversation?.title || 'Untitled'}” is gone for good. Proposals that
          came out of it stay.
        </Text>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Keep
        </Button>
        <Button
          variant="primary"
          destructive
          onPress={() => {
            props.onClose();
            if (conversation) props.onDelete(conversation.id);
          }}
        >
          Delete
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
