import type { ObjectChange, Preview } from '@zerotouch/plugin-gitops-common';
import styles from './goldenPath.module.css';

const WORDS: Record<ObjectChange['change'], string> = {
  added: 'Added',
  changed: 'Changed',
  replaced: 'Replaced, with what it holds',
  removed: 'Removed',
};

/** What becomes of the composed objects of a claim that exists. */
export function Difference(props: {
  difference: NonNullable<Preview['difference']>;
}) {
  const { changes, unchanged } = props.difference;
  return (
    <div className={styles.difference}>
      <h3>What changes in the cluster</h3>
      {changes.length === 0 && (
        <p className={styles.note}>Nothing: all {unchanged} objects stay.</p>
      )}
      <ul>
        {changes.map(({ key, change, object, fields = [] }) => (
          <li key={key}>
            <strong>
              {object.kind} {object.name}
            </strong>{' '}
            <span>{WORDS[change]}</span>
            {fields.length > 0 && (
              <ul>
                {fields.map(({ pointer, before, after }) => (
                  <li key={pointer}>
                    <code>{toPath(pointer)}</code> {render(before)} →{' '}
                    {render(after)}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {changes.length > 0 && unchanged > 0 && (
        <p className={styles.note}>{unchanged} objects stay as they are.</p>
      )}
    </div>
  );
}

function toPath(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'))
    .join('.');
}

function render(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}
