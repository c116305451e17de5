import type { ReviewStepProps } from '@backstage/plugin-scaffolder-react';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { type ChangeSource, findClaims } from './ChangeSource';
import { ChangeView } from './ChangeView';
import styles from './goldenPath.module.css';
import { useChange } from './useChange';

/**
 * Creates the last step of a golden path: the change, and the button that proposes it.
 *
 * @param source - Where the claims that the path writes come from.
 */
export function createReviewClaim(source: ChangeSource) {
  return function ReviewClaim(props: ReviewStepProps) {
    const change = useChange(findClaims(source, props.formData));
    const [isOpening, setOpening] = useState(false);
    const isReady =
      change.state === 'shown' &&
      !change.isStale &&
      change.refusals.length === 0;
    const open = async () => {
      setOpening(true);
      try {
        await props.handleCreate();
      } finally {
        setOpening(false);
      }
    };
    return (
      <section aria-label="The change">
        <ChangeView change={change} />
        <div className={styles.buttons}>
          <Button variant="secondary" onPress={props.handleBack}>
            Back
          </Button>
          <Button
            variant="primary"
            isDisabled={!isReady || props.disableButtons || isOpening}
            onPress={open}
          >
            Open proposal
          </Button>
        </div>
        <p className={styles.note}>
          Nothing changes yet: the proposal waits in Approvals until a person
          approves it.
        </p>
      </section>
    );
  };
}
