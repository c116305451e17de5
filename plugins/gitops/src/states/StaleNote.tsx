import { Alert, Button } from '@backstage/ui';
import { describeError } from '../errors/describeError';

/** Says that what is on the screen is the last good answer. */
export function StaleNote(props: { error: unknown; onRetry(): void }) {
  return (
    <Alert
      status="warning"
      icon
      role="status"
      title="Shown as it was; the portal does not answer"
      description={describeError(props.error)}
      customActions={
        <Button size="small" variant="tertiary" onPress={props.onRetry}>
          Try again
        </Button>
      }
    />
  );
}
