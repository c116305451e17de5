import { type ReactNode, useState } from 'react';
import styles from './calls.module.css';

/** One line that opens what is behind it; nothing of that is drawn before. */
export function Fold(props: {
  summary: ReactNode;
  /** Whether it starts open, and opens while this is true. */
  isOpen?: boolean;
  children(): ReactNode;
}) {
  const { isOpen = false } = props;
  const [isShown, setShown] = useState(isOpen);
  return (
    <details
      className={styles.fold}
      open={isOpen || undefined}
      onToggle={event => setShown(event.currentTarget.open)}
    >
      <summary>{props.summary}</summary>
      {isShown && <div className={styles.inside}>{props.children()}</div>}
    </details>
  );
}
