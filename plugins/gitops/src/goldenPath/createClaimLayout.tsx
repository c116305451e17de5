import type { ReactElement } from 'react';
import { ChangeView } from './ChangeView';
import { findDraft } from './formValues';
import styles from './goldenPath.module.css';
import { useChange } from './useChange';

/** What the form hands to the layout of a step. */
export interface StepLayoutProps {
  properties: { name: string; content: ReactElement; hidden: boolean }[];
  formContext?: { formData?: unknown };
}

/**
 * Creates the layout of a step: its fields at the left, the change so far at the right, below them on a phone.
 *
 * @param kind - Kind of the claim that the path writes.
 */
export function createClaimLayout(kind: string) {
  return function ClaimLayout(props: StepLayoutProps) {
    const change = useChange(findDraft(kind, props.formContext?.formData));
    return (
      <div className={styles.split}>
        <div>
          {props.properties
            .filter(({ hidden }) => !hidden)
            .map(({ name, content }) => (
              <div key={name} className={styles.field}>
                {content}
              </div>
            ))}
        </div>
        <aside className={styles.preview} aria-label="The change so far">
          <ChangeView change={change} />
        </aside>
      </div>
    );
  };
}
