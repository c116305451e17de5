import { CodeBlock } from '../../../markdown';
import { FileChangeView } from './FileChangeView';
import { LineDiff } from './LineDiff';
import styles from './diff.module.css';
import type { ArgumentChange } from './readChanges';

function labelOf(change: ArgumentChange): string {
  if (change.kind !== 'file') return change.label;
  return change.content === null ? `${change.path} is removed` : change.path;
}

function ChangeBody(props: { change: ArgumentChange }) {
  const { change } = props;
  switch (change.kind) {
    case 'file':
      return <FileChangeView path={change.path} content={change.content} />;
    case 'texts':
      return <LineDiff before={change.before} after={change.after} />;
    case 'patch':
    default:
      return <CodeBlock text={change.patch} language="diff" />;
  }
}

/** What a call would change, each thing as old against new. */
export function ArgumentChanges(props: { changes: ArgumentChange[] }) {
  return (
    <ul className={styles.changes} aria-label="What it changes">
      {props.changes.map((change, index) => (
        <li key={index}>
          <code>{labelOf(change)}</code>
          <ChangeBody change={change} />
        </li>
      ))}
    </ul>
  );
}
