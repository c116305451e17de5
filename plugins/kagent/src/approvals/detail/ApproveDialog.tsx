import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import type { Proposal } from '@zerotouch/plugin-gitops-common';

/** Asks once more before a merge: for the key `a`, and when a check did not pass. */
export function ApproveDialog(props: {
  proposal: Proposal;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  onApprove(): void;
}) {
  const { proposal } = props;
  const open = proposal.checks.filter(
    check => check.status === 'failure' || check.status === 'pending',
  );
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      isDismissable
    >
      <DialogHeader>Approve and merge #{proposal.number}</DialogHeader>
      <DialogBody>
        <Text as="p" weight="bold">
          {proposal.title}
        </Text>
        <Text as="p" color="secondary">
          {proposal.files.length === 1
            ? '1 file'
            : `${proposal.files.length} files`}{' '}
          at {proposal.headSha.slice(0, 7)} go to main.
        </Text>
        {open.length > 0 && (
          <Alert
            mt="3"
            status="warning"
            icon
            title="Not every check has passed"
            description={open
              .map(check => `${check.name}: ${check.summary}`)
              .join(' ')}
          />
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
        <Button
          // eslint-disable-next-line jsx-a11y/no-autofocus -- inside a dialog that the person opened
          autoFocus
          variant="primary"
          onPress={() => {
            props.onOpenChange(false);
            props.onApprove();
          }}
        >
          Approve and merge
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
