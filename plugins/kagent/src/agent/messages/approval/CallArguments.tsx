import { useMemo } from 'react';
import { isRecord } from '../calls/toReadableValue';
import { ArgumentChanges } from './ArgumentChanges';
import styles from './approval.module.css';
import { type ArgumentChange, readChanges } from './readChanges';

function ArgumentList(props: { entries: [string, unknown][] }) {
  return (
    <dl className={styles.arguments}>
      {props.entries.map(([name, argument]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <pre>
              {typeof argument === 'string'
                ? argument
                : JSON.stringify(argument, null, 2)}
            </pre>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Short ones stay in sight beside the change; the rest is what the change shows. */
function isBrief(value: unknown): boolean {
  return typeof value === 'string'
    ? value.length <= 500 && !/^@@ /m.test(value)
    : typeof value !== 'object';
}

function Changing(props: {
  changes: ArgumentChange[];
  entries: [string, unknown][];
}) {
  const { changes, entries } = props;
  const brief = entries.filter(([, value]) => isBrief(value));
  return (
    <>
      {brief.length > 0 && <ArgumentList entries={brief} />}
      <ArgumentChanges changes={changes} />
      <details className={styles.exact}>
        <summary>All arguments, exactly as sent</summary>
        <ArgumentList entries={entries} />
      </details>
    </>
  );
}

/**
 * The exact arguments of a call: one row for each, whole, as text.
 *
 * @remarks A call that changes something shows the change first, old against new; its arguments are then folded.
 */
export function CallArguments(props: { value: unknown }) {
  const { value } = props;
  const changes = useMemo(() => readChanges(value), [value]);
  const entries: [string, unknown][] = isRecord(value)
    ? Object.entries(value)
    : [['value', value]];
  if (entries.length === 0) {
    return <p className={styles.none}>No arguments.</p>;
  }
  return changes.length > 0 ? (
    <Changing changes={changes} entries={entries} />
  ) : (
    <ArgumentList entries={entries} />
  );
}
