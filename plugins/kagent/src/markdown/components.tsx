import { Children, type ReactNode, isValidElement } from 'react';
import type { Components } from 'react-markdown';
import { UntrustedLink } from './UntrustedLink';
import { CitationChip } from './citations';
import { CodeBlock } from './code/CodeBlock';
import { DiagramBlock } from './diagram/DiagramBlock';
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

function codeBlock(isUnfinished: boolean) {
  return ({ children }: { children?: ReactNode }) => {
    const [code] = Children.toArray(children);
    const className =
      isValidElement<{ className?: string }>(code) && code.props.className;
    const language = /language-([\w+-]+)/.exec(className || '')?.[1];
    const text = textOf(children).replace(/\n$/, '');
    return language === 'mermaid' ? (
      <DiagramBlock text={text} isUnfinished={isUnfinished} />
    ) : (
      <CodeBlock text={text} language={language} isUnfinished={isUnfinished} />
    );
  };
}

/** What Markdown becomes; nothing in it loads or runs anything. */
export const finishedComponents: Components = {
  h1: heading(3),
  h2: heading(4),
  h3: heading(5),
  h4: heading(5),
  h5: heading(5),
  h6: heading(5),
  a: ({ href, children, node }) => {
    const number = Number(node.properties?.dataCitation);
    return number ? (
      <CitationChip number={number}>{children}</CitationChip>
    ) : (
      <UntrustedLink href={href}>{children}</UntrustedLink>
    );
  },
  img: ({ alt, src }) => (
    <span className={styles.image}>
      [image not loaded: {alt || src || 'no description'}]
    </span>
  ),
  input: ({ checked }) => (
    <span role="img" aria-label={checked ? 'done' : 'not done'}>
      {checked ? '☑' : '☐'}
    </span>
  ),
  pre: codeBlock(false),
  code: ({ children, className }) => (
    <code className={className}>{children}</code>
  ),
  table: ({ children }) => (
    // A scrolled region has to be reachable by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.tableScroll} tabIndex={0} role="group">
      <table>{children}</table>
    </div>
  ),
};

/** As {@link finishedComponents}, for a block whose code is still written. */
export const unfinishedComponents: Components = {
  ...finishedComponents,
  pre: codeBlock(true),
};
