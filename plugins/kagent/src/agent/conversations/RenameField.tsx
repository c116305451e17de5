import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import styles from './conversations.module.css';

const MAX_TITLE = 100;

/** A title that is being written: Enter or leaving keeps it, Escape does not. */
export function RenameField(props: {
  title: string;
  /** Gets the new title, or nothing when it stays as it was. */
  onDone(title?: string): void;
}) {
  const [title, setTitle] = useState(props.title);
  const field = useRef<HTMLInputElement>(null);
  const isDone = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (next?: string) => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = next?.trim();
    props.onDone(trimmed && trimmed !== props.title ? trimmed : undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      finish(title);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      finish();
    }
  };
  return (
    <input
      ref={field}
      className={styles.rename}
      aria-label={`New title of ${props.title || 'Untitled'}`}
      maxLength={MAX_TITLE}
      value={title}
      onChange={event => setTitle(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(title)}
    />
  );
}
