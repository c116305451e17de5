import { Button, Text } from '@backstage/ui';
import styles from './detail.module.css';

/** The two decisions; approving is inert, and says why, until the change has been shown. */
export function DecisionBar(props: {
  inertReason?: string;
  canDecide: boolean;
  pending?: string;
  onApprove(): void;
  onReject(): void;
}) {
  const { inertReason, canDecide, pending } = props;
  return (
    <div className={styles.decision} role="group" aria-label="Decision">
      <Text
        id="why-inert"
        color="secondary"
        variant="body-small"
        className={styles.reason}
      >
        {inertReason}
      </Text>
      <Button
        variant="secondary"
        isDisabled={!canDecide || Boolean(pending)}
        isPending={pending === 'reject'}
        onPress={props.onReject}
      >
        Reject…
      </Button>
      <Button
        variant="primary"
        isDisabled={
          Boolean(inertReason) || (pending ?? 'approve') !== 'approve'
        }
        isPending={pending === 'approve'}
        aria-describedby={inertReason ? 'why-inert' : undefined}
        onPress={props.onApprove}
      >
        Approve and merge
      </Button>
    </div>
  );
}
