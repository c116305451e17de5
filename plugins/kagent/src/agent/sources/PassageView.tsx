import { Link, VisuallyHidden } from '@backstage/ui';
import type { Source } from '@zerotouch/plugin-kagent-common';
import { SafeMarkdown } from '../../markdown';
import { markQuote } from './markQuote';
import styles from './sources.module.css';
import { usePassage } from './usePassage';

/** A passage of the docs with what an answer quotes of it marked, and the way to its page. */
export function PassageView(props: { source: Source }) {
  const { source } = props;
  const passage = usePassage(source);
  const parts = passage
    ? markQuote(passage, source.quote)
    : [{ text: source.quote, isQuoted: true }];
  return (
    <>
      <div className={styles.passage}>
        {parts.map((part, index) =>
          part.isQuoted ? (
            <div key={index} className={styles.quoted}>
              <VisuallyHidden>Quoted:</VisuallyHidden>
              <SafeMarkdown>{part.text}</SafeMarkdown>
            </div>
          ) : (
            <SafeMarkdown key={index}>{part.text}</SafeMarkdown>
          ),
        )}
      </div>
      <Link href={source.url} className={styles.page}>
        Open the page
      </Link>
    </>
  );
}
