import { type UIEvent, useId, useMemo, useRef } from 'react';
import styles from './edit.module.css';

/** A whole file as text, with numbers beside its lines. The lines with findings are marked. */
export function YamlEditor(props: {
  label: string;
  text: string;
  onChange: (text: string) => void;
  /** Lines from 1 that something is wrong with. */
  marked: number[];
  isDisabled?: boolean;
}) {
  const { label, text, onChange, marked, isDisabled } = props;
  const id = useId();
  const gutter = useRef<HTMLPreElement>(null);
  const numbers = useMemo(() => {
    const count = text.split('\n').length;
    const isMarked = new Set(marked);
    return Array.from({ length: count }, (_, index) =>
      isMarked.has(index + 1) ? `▸${index + 1}` : `${index + 1}`,
    ).join('\n');
  }, [text, marked]);
  const follow = (event: UIEvent<HTMLTextAreaElement>) => {
    if (gutter.current)
      gutter.current.scrollTop = event.currentTarget.scrollTop;
  };
  return (
    <div className={styles.yaml}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.lines}>
        <pre ref={gutter} aria-hidden="true">
          {numbers}
        </pre>
        <textarea
          id={id}
          value={text}
          disabled={isDisabled}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onScroll={follow}
          onChange={event => onChange(event.target.value)}
        />
      </div>
    </div>
  );
}
