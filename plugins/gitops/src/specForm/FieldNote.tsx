import { RiErrorWarningFill } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useMessage } from './SpecFormContext';
import styles from './specForm.module.css';

/** What is wrong with a field, below it, the moment it is known. */
export function FieldNote(props: { pointer: string; hint?: ReactNode }) {
  const message = useMessage(props.pointer);
  if (message) {
    return (
      <p className={styles.error} role="alert">
        <RiErrorWarningFill size={14} aria-label="Error" /> {message}
      </p>
    );
  }
  return props.hint ? <p className={styles.hint}>{props.hint}</p> : null;
}
