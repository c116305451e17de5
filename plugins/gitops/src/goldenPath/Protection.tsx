import { RiShieldCheckLine } from '@remixicon/react';
import type { PreviewProtection } from '@zerotouch/plugin-gitops-common';
import styles from './goldenPath.module.css';

/** How the data of a claim is protected, and what a deletion would leave. */
export function Protection(props: { protection: PreviewProtection }) {
  const { protects, deletion, isStateful } = props.protection;
  return (
    <div className={styles.protection}>
      {isStateful && (
        <>
          <h3>
            <RiShieldCheckLine size={16} aria-hidden="true" /> What is protected
          </h3>
          <ul>
            {protects.map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      )}
      <h3>When it is deleted</h3>
      <ul>
        {deletion.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
