import { Fragment } from 'react';
import styles from './conversations.module.css';
import { markWords } from './markWords';

/** Words around what a search found, with the found ones marked. */
export function Snippet(props: { text: string; words: string }) {
  return (
    <span className={styles.snippet}>
      {markWords(props.text, props.words).map(({ text, isMarked }, index) =>
        isMarked ? (
          <mark key={index}>{text}</mark>
        ) : (
          <Fragment key={index}>{text}</Fragment>
        ),
      )}
    </span>
  );
}
