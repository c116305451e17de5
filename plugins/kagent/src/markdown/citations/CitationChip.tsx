import { Focusable, Tooltip, TooltipTrigger } from '@backstage/ui';
import { type ReactNode, useContext } from 'react';
import { CitationContext } from './CitationContext';
import styles from './citations.module.css';

const MAX_PREVIEW_LENGTH = 320;

/** The number of a source in a text: shows the passage on hover and focus, and opens it. */
export function CitationChip(props: { number: number; children?: ReactNode }) {
  const citations = useContext(CitationContext);
  const source = citations?.sources[props.number - 1];
  if (!citations || !source) return <>{props.children}</>;
  const { heading, quote, title } = source;
  return (
    <TooltipTrigger delay={200}>
      <Focusable>
        <button
          type="button"
          className={styles.chip}
          aria-label={`Source ${props.number}: ${title}${
            heading && heading !== title ? `, ${heading}` : ''
          }`}
          onClick={() => citations.onOpen(source)}
        >
          {props.number}
        </button>
      </Focusable>
      <Tooltip>
        <span className={styles.preview}>
          <strong>{title}</strong>
          {heading && heading !== title && <span>{heading}</span>}
          <q>
            {quote.length > MAX_PREVIEW_LENGTH
              ? `${quote.slice(0, MAX_PREVIEW_LENGTH).trimEnd()} …`
              : quote}
          </q>
        </span>
      </Tooltip>
    </TooltipTrigger>
  );
}
