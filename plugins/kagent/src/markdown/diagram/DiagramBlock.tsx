import { Button } from '@backstage/ui';
import { RiCodeLine, RiFlowChart } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { CodeBlock } from '../code/CodeBlock';
import { CopyButton } from '../code/CopyButton';
import codeStyles from '../code/code.module.css';
import styles from './diagram.module.css';
import { prepareDiagram } from './prepareDiagram';
import { type Drawing, renderDiagram } from './renderDiagram';
import { useThemeMode } from './useThemeMode';

function useDrawing(
  text: string,
  isUnfinished: boolean,
): Drawing | { result: 'drawing' } {
  const mode = useThemeMode();
  const [drawing, setDrawing] = useState<Drawing | { result: 'drawing' }>({
    result: 'drawing',
  });
  useEffect(() => {
    if (isUnfinished) return undefined;
    const prepared = prepareDiagram(text);
    if (prepared.result === 'refused') {
      setDrawing(prepared);
      return undefined;
    }
    let isHere = true;
    renderDiagram(prepared.source, mode).then(
      outcome => isHere && setDrawing(outcome),
    );
    return () => {
      isHere = false;
    };
  }, [isUnfinished, mode, text]);
  return drawing;
}

/** A Mermaid diagram: drawn once its source is whole, with the source a click away. */
export function DiagramBlock(props: { text: string; isUnfinished?: boolean }) {
  const { text, isUnfinished = false } = props;
  const [isSource, setSource] = useState(false);
  const drawing = useDrawing(text, isUnfinished);
  const toggle = (
    <Button
      size="small"
      variant="tertiary"
      iconStart={isSource ? <RiFlowChart /> : <RiCodeLine />}
      onPress={() => setSource(shown => !shown)}
    >
      {isSource ? 'Show diagram' : 'Show source'}
    </Button>
  );
  if (drawing.result !== 'drawn' || isSource) {
    return (
      <>
        <CodeBlock
          text={text}
          language="mermaid"
          isUnfinished
          actions={drawing.result === 'drawn' && toggle}
        />
        {drawing.result === 'refused' && !isUnfinished && (
          <p className={styles.note}>
            The diagram is shown as its source. {drawing.reason}
          </p>
        )}
      </>
    );
  }
  const { image } = drawing;
  return (
    <figure className={codeStyles.block}>
      <div className={codeStyles.bar}>
        <span>diagram</span>
        <span>
          {toggle}
          <CopyButton text={text} what="diagram source" />
        </span>
      </div>
      {/* A scrolled region has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.picture} tabIndex={0}>
        <img
          src={image.url}
          width={image.width}
          height={image.height}
          alt={`Diagram; its source begins with: ${text
            .trim()
            .split('\n', 1)[0]
            .slice(0, 80)}`}
        />
      </div>
    </figure>
  );
}
