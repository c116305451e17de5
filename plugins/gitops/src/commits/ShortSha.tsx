import { useState } from 'react';
import styles from './commits.module.css';

const SHORT_LENGTH = 7;

/** The beginning of a commit's name; a click copies the whole. */
export function ShortSha(props: { sha: string }) {
  const [copied, setCopied] = useState(false);
  const short = props.sha.slice(0, SHORT_LENGTH);
  const copy = () =>
    navigator.clipboard.writeText(props.sha).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <button
      type="button"
      className={styles.sha}
      title={copied ? 'Copied' : `Copy ${props.sha}`}
      aria-label={copied ? `Copied ${short}` : `Copy commit ${short}`}
      onClick={copy}
      onBlur={() => setCopied(false)}
    >
      {copied ? 'copied' : short}
    </button>
  );
}
