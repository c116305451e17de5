import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import styles from './markdown.module.css';

/** A block of code with a button that copies it. */
export function CodeBlock(props: { text: string; language?: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(undefined), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    const { clipboard } = navigator;
    if (!clipboard) {
      setOutcome('refused');
      return;
    }
    clipboard.writeText(props.text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };
  const label = {
    copied: 'Copied',
    refused: 'Select and copy by hand',
    idle: 'Copy',
  }[outcome ?? 'idle'];
  return (
    <div className={styles.codeBlock}>
      <div className={styles.codeBar}>
        <span>{props.language ?? 'text'}</span>
        <Button
          size="small"
          variant="tertiary"
          aria-label={`${label} ${props.language ?? ''} code`}
          onPress={copy}
          iconStart={
            outcome === 'copied' ? <RiCheckLine /> : <RiFileCopyLine />
          }
        >
          {label}
        </Button>
      </div>
      {/* A scrolled region has to be reachable by keyboard. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre tabIndex={0}>
        <code>{props.text}</code>
      </pre>
    </div>
  );
}
