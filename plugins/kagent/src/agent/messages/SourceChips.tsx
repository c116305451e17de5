import type { Source } from '@zerotouch/plugin-kagent-common';
import { Link } from 'react-router-dom';
import { placeOf } from './placeOf';
import styles from './messages.module.css';

/** The passages an answer rests on, numbered; each opens its page at the heading. */
export function SourceChips(props: { sources: Source[] }) {
  if (props.sources.length === 0) return null;
  return (
    <ol className={styles.chips} aria-label="Sources">
      {props.sources.map((source, index) => (
        <li key={source.id}>
          <Link to={source.url} className={styles.chip} title={source.quote}>
            <span className={styles.number}>{index + 1}</span> {placeOf(source)}
          </Link>
        </li>
      ))}
    </ol>
  );
}
