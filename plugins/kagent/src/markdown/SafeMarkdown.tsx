import { Children, type ReactNode, isValidElement, memo, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { CodeBlock } from './CodeBlock';
import { remarkCitations } from './remarkCitations';
import { UntrustedLink } from './UntrustedLink';
import styles from './markdown.module.css';

function textOf(node: ReactNode): string {
  return Children.toArray(node)
    .map(child => {
      if (typeof child === 'string' || typeof child === 'number') {
        return String(child);
      }
      return isValidElement<{ children?: ReactNode }>(child)
        ? textOf(child.props.children)
        : '';
    })
    .join('');
}

function heading(level: 3 | 4 | 5) {
  const Tag = `h${level}` as const;
  return ({ children }: { children?: ReactNode }) => <Tag>{children}</Tag>;
}

const components: Components = {
  h1: heading(3),
  h2: heading(4),
  h3: heading(5),
  h4: heading(5),
  h5: heading(5),
  h6: heading(5),
  a: ({ href, children }) => (
    <UntrustedLink href={href}>{children}</UntrustedLink>
  ),
  img: ({ alt, src }) => (
    <span className={styles.image}>
      [image not loaded: {alt || src || 'no description'}]
    </span>
  ),
  pre: ({ children }) => {
    const [code] = Children.toArray(children);
    const className =
      isValidElement<{ className?: string }>(code) && code.props.className;
    const language = /language-([\w+-]+)/.exec(className || '')?.[1];
    return (
      <CodeBlock
        text={textOf(children).replace(/\n$/, '')}
        language={language}
      />
    );
  },
  code: ({ children, className }) => (
    <code className={className}>{children}</code>
  ),
  table: ({ children }) => (
    <div className={styles.tableScroll}>
      <table>{children}</table>
    </div>
  ),
};

function SafeMarkdownView(props: {
  children: string;
  /** Addresses that `[1]`, `[2]` and so on lead to. */
  citations?: string[];
}) {
  const cited = props.citations?.join('\n');
  const remarkPlugins = useMemo(
    () =>
      cited ? [remarkGfm, remarkCitations(cited.split('\n'))] : [remarkGfm],
    [cited],
  );
  return (
    <ReactMarkdown
      className={styles.markdown}
      remarkPlugins={remarkPlugins}
      components={components}
    >
      {props.children}
    </ReactMarkdown>
  );
}

/**
 * Renders Markdown that a person, an agent or a repository wrote.
 *
 * @remarks
 * Raw HTML shows as the text it is; no image is loaded; links are judged by `classifyLink`; headings carry no
 * ids and start at level three, below those of the page.
 */
export const SafeMarkdown = memo(SafeMarkdownView);
