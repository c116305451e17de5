import { useEffect, useState } from 'react';
import styles from './detail.module.css';

/** A short SHA that is copied whole on click. */
export function ShaButton(props: { sha: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <button
      type="button"
      className={styles.sha}
      title={`${props.sha} (copy)`}
      aria-label={`Copy ${props.label} ${props.sha.slice(0, 7)}`}
      onClick={() => {
        navigator.clipboard?.writeText(props.sha).then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
    >
      {isCopied ? 'copied' : props.sha.slice(0, 7)}
    </button>
  );
}
