import { Text } from '@backstage/ui';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import { SafeMarkdown } from '../../markdown';
import { placeOf } from '../messages/placeOf';
import type { Message } from '../thread';
import { PassageView } from './PassageView';
import styles from './sources.module.css';

/** The passages that an answer rests on, with what they say; the opened one whole, its quote marked. */
export function SourcePanel(props: {
  message?: Message;
  /** Id of the source that somebody opened. */
  openedId?: string;
}) {
  const { message, openedId } = props;
  const sources = message?.sources ?? [];
  const opened = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (openedId === undefined) return;
    opened.current?.scrollIntoView?.({ block: 'nearest' });
    opened.current?.focus({ preventScroll: true });
  }, [message?.id, openedId]);
  if (sources.length === 0) {
    return (
      <Text
        as="p"
        variant="body-small"
        color="secondary"
        className={styles.none}
      >
        {message
          ? 'The last answer rests on no passage of the docs.'
          : 'Passages that an answer rests on show here.'}
      </Text>
    );
  }
  return (
    <ol className={styles.sources}>
      {sources.map((source, index) => {
        const isOpen = source.id === openedId;
        return (
          <li
            key={source.id}
            ref={isOpen ? opened : undefined}
            tabIndex={isOpen ? -1 : undefined}
            data-open={isOpen || undefined}
          >
            <Link to={source.url}>
              <span className={styles.number}>{index + 1}</span>{' '}
              {placeOf(source)}
            </Link>
            {isOpen ? (
              <PassageView source={source} />
            ) : (
              <blockquote>
                <SafeMarkdown>{source.quote}</SafeMarkdown>
              </blockquote>
            )}
          </li>
        );
      })}
    </ol>
  );
}
