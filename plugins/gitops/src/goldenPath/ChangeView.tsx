import { Skeleton } from '@backstage/ui';
import { RiAlertFill } from '@remixicon/react';
import { ComposedObjects } from '../claim/ComposedObjects';
import styles from './goldenPath.module.css';
import type { Change } from './useChange';

/** The claim that goes into Git and what it becomes. */
export function ChangeView(props: { change: Change }) {
  const { change } = props;
  switch (change.state) {
    case 'incomplete':
      return (
        <p className={styles.note}>
          The claim shows here once tenant and name are given.
        </p>
      );
    case 'loading':
      return (
        <div aria-busy="true" aria-label="Composing the claim">
          <Skeleton width="60%" height="1rem" />
          <Skeleton width="90%" height="8rem" />
        </div>
      );
    case 'failed':
      return (
        <p className={styles.refusal} role="alert">
          <RiAlertFill size={16} aria-hidden="true" /> {change.message}
        </p>
      );
    default:
      return (
        <div className={styles.change}>
          {change.refusals.length > 0 && (
            <div role="alert">
              {change.refusals.map(message => (
                <p key={message} className={styles.refusal}>
                  <RiAlertFill size={16} aria-label="Error" />
                  <span>{message}</span>
                </p>
              ))}
            </div>
          )}
          <h3>
            Written to <code>{change.preview.path}</code>
          </h3>
          <pre className={styles.yaml}>{change.preview.yaml}</pre>
          <h3>
            What it becomes
            {change.preview.objects.length > 0 &&
              `: ${change.preview.objects.length} objects`}
          </h3>
          <ComposedObjects
            objects={change.preview.objects}
            findings={change.preview.findings.filter(
              ({ severity }) => severity === 'warning',
            )}
          />
        </div>
      );
  }
}
