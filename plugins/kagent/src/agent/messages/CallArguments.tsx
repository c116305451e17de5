import styles from './approval.module.css';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The exact arguments of a call: one row for each, whole, as text. */
export function CallArguments(props: { value: unknown }) {
  const { value } = props;
  const entries = isRecord(value)
    ? Object.entries(value)
    : [['value', value] as const];
  if (entries.length === 0) {
    return <p className={styles.none}>No arguments.</p>;
  }
  return (
    <dl className={styles.arguments}>
      {entries.map(([name, argument]) => (
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
