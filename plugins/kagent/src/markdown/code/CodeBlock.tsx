import type { ReactNode } from 'react';
import { CopyButton } from './CopyButton';
import { HighlightedCodeView } from './HighlightedCodeView';
import styles from './code.module.css';
import { useHighlighted } from './useHighlighted';

/** A block of code with its language, its colours and a button that copies it. */
export function CodeBlock(props: {
  text: string;
  language?: string;
  /** True while the code is still written; it has no colours until its end. */
  isUnfinished?: boolean;
  /** More buttons for its bar. */
  actions?: ReactNode;
}) {
  const { text, language } = props;
  const nodes = useHighlighted(text, props.isUnfinished ? undefined : language);
  return (
    <div className={styles.block}>
      <div className={styles.bar}>
        <span>{language ?? 'text'}</span>
        <span>
          {props.actions}
          <CopyButton text={text} what={`${language ?? ''} code`} />
        </span>
      </div>
      {/* A scrolled region has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>{nodes ? <HighlightedCodeView nodes={nodes} /> : text}</code>
      </pre>
    </div>
  );
}
