import type { ReactElement } from 'react';
import { ChangeContext } from './ChangeContext';
import { type ChangeSource, findClaims } from './ChangeSource';
import { ChangeView } from './ChangeView';
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
 * @param source - Where the claims that the path writes come from.
 */
export function createClaimLayout(source: ChangeSource) {
  return function ClaimLayout(props: StepLayoutProps) {
    const change = useChange(findClaims(source, props.formContext?.formData));
    return (
      <ChangeContext.Provider value={change}>
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
      </ChangeContext.Provider>
    );
  };
}
