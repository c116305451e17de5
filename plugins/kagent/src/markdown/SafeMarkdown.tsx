import type { Source } from '@zerotouch/plugin-kagent-common';
import { memo, useMemo } from 'react';
import remarkGfm from 'remark-gfm';
import { MarkdownBlock } from './MarkdownBlock';
import { CitationContext, remarkCitations } from './citations';
import styles from './markdown.module.css';
import { splitBlocks } from './splitBlocks';

const PLAIN = [remarkGfm];

interface SafeMarkdownProps {
  children: string;
  /** Passages that `[1]`, `[2]` and so on stand for. */
  sources?: Source[];
  /** Opens a passage; without it numbers stay text. Should keep its identity. */
  onOpenSource?(source: Source): void;
  /** True while more text comes: what is not whole yet is not drawn. */
  isStreaming?: boolean;
}

function SafeMarkdownView(props: SafeMarkdownProps) {
  const { children, sources, onOpenSource } = props;
  const citations = useMemo(
    () =>
      sources?.length && onOpenSource
        ? { sources, onOpen: onOpenSource }
        : undefined,
    [onOpenSource, sources],
  );
  const plugins = useMemo(
    () =>
      citations
        ? [remarkGfm, remarkCitations(citations.sources.map(({ url }) => url))]
        : PLAIN,
    [citations],
  );
  return (
    <CitationContext.Provider value={citations}>
      <div className={styles.markdown}>
        {splitBlocks(children).map((block, index) => (
          <MarkdownBlock
            key={index}
            text={block.text}
            isUnfinished={Boolean(props.isStreaming) && block.isOpen}
            plugins={plugins}
          />
        ))}
      </div>
    </CitationContext.Provider>
  );
}

/**
 * Renders Markdown that a person, an agent or a repository wrote.
 *
 * @remarks
 * Raw HTML shows as the text it is; no image is loaded; links are judged by `classifyLink`; headings carry no
 * ids and start at level three, below those of the page. Blocks that did not change are not read again.
 */
export const SafeMarkdown = memo(SafeMarkdownView);
