import { Text } from '@backstage/ui';
import type { Source } from '@zerotouch/plugin-kagent-common';
import { Link } from 'react-router-dom';
import { SafeMarkdown } from '../../markdown';
import { placeOf } from '../messages';
import type { Message } from '../thread';
import styles from './sources.module.css';

/** The passages that the latest answer rests on, with what they say. */
export function SourcePanel(props: { message?: Message }) {
  const sources = props.message?.sources ?? [];
  if (sources.length === 0) {
    return (
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.none}
      >
        {props.message
          ? 'The last answer rests on no passage of the docs.'
          : 'Passages that an answer rests on show here.'}
      </Text>
    );
  }
  return (
    <ol className={styles.sources}>
      {sources.map((source: Source, index) => (
        <li key={source.id}>
          <Link to={source.url}>
            <span className={styles.number}>{index + 1}</span> {placeOf(source)}
          </Link>
          <blockquote>
            <SafeMarkdown>{source.quote}</SafeMarkdown>
          </blockquote>
        </li>
      ))}
    </ol>
  );
}
