import { type ComponentProps, memo } from 'react';
import ReactMarkdown from 'react-markdown';
import { finishedComponents, unfinishedComponents } from './components';

function MarkdownBlockView(props: {
  text: string;
  /** True while code at its end is still written. */
  isUnfinished: boolean;
  plugins: ComponentProps<typeof ReactMarkdown>['remarkPlugins'];
}) {
  return (
    <ReactMarkdown
      remarkPlugins={props.plugins}
      components={
        props.isUnfinished ? unfinishedComponents : finishedComponents
      }
    >
      {props.text}
    </ReactMarkdown>
  );
}

/** One outer block of a Markdown text; read again only when its own text changes. */
export const MarkdownBlock = memo(MarkdownBlockView);
