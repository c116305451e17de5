import { Skeleton } from '@backstage/ui';
import { RiAlertFill } from '@remixicon/react';
import type { Preview } from '@zerotouch/plugin-gitops-common';
import { ComposedObjects } from '../composed/ComposedObjects';
import { Cost } from './Cost';
import { Difference } from './Difference';
import styles from './goldenPath.module.css';
import { Protection } from './Protection';
import type { Change } from './useChange';

/** The claims that go into Git and what they become. */
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
        <div
          className={styles.change}
          aria-busy={change.isStale}
          data-change={change.isStale ? 'stale' : 'shown'}
        >
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
          {change.previews.map(preview => (
            <PreviewView key={preview.path} preview={preview} />
          ))}
        </div>
      );
  }
}

/** One claim: its file, what it becomes, what that costs, and how its data is kept. */
function PreviewView(props: { preview: Preview }) {
  const { preview } = props;
  const { path, yaml, objects, findings } = preview;
  return (
    <section className={styles.claim} aria-label={path}>
      <h3>
        Written to <code>{path}</code>
      </h3>
      <pre className={styles.yaml}>{yaml}</pre>
      {preview.footprint && <Cost preview={preview} />}
      {preview.difference && <Difference difference={preview.difference} />}
      <h3>
        What it becomes{objects.length > 0 && `: ${objects.length} objects`}
      </h3>
      <ComposedObjects
        claim={{ kind: 'The claim', name: path.split('/').at(-2) ?? path }}
        objects={objects}
        findings={findings.filter(({ severity }) => severity === 'warning')}
      />
      {preview.protection && <Protection protection={preview.protection} />}
    </section>
  );
}
