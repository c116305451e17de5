import type { HighlightedCode } from './highlight';

/** Draws highlighted code: text, and spans that have a class and nothing else. */
export function HighlightedCodeView(props: { nodes: HighlightedCode }) {
  return (
    <>
      {props.nodes.map((node, index) =>
        node.type === 'text' ? (
          node.value
        ) : (
          <span key={index} className={node.properties.className.join(' ')}>
            <HighlightedCodeView nodes={node.children} />
          </span>
        ),
      )}
    </>
  );
}
