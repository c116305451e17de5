import { CodeBlock } from '../../../markdown';
import styles from './calls.module.css';
import { toReadableValue } from './toReadableValue';

const MAX_ROWS = 100;

/** What a tool was given or gave, in the shape in which it reads best. */
export function ValueView(props: { value: unknown; nothing: string }) {
  const value = toReadableValue(props.value);
  switch (value.kind) {
    case 'nothing':
      return <p className={styles.nothing}>{props.nothing}</p>;
    case 'text':
      return <pre className={styles.text}>{value.text}</pre>;
    case 'fields':
      return (
        <dl className={styles.fields}>
          {value.fields.map(([name, text]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      );
    case 'table':
      return (
        // A scrolled region has to be reachable by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.tableScroll} tabIndex={0} role="group">
          <table>
            <thead>
              <tr>
                {value.columns.map(column => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.rows.slice(0, MAX_ROWS).map((row, index) => (
                <tr key={index}>
                  {row.map((cell, at) => (
                    <td key={at}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {value.rows.length > MAX_ROWS && (
            <p className={styles.nothing}>
              {value.rows.length - MAX_ROWS} more rows are not shown.
            </p>
          )}
        </div>
      );
    case 'json':
    default:
      return <CodeBlock text={value.text} language="json" />;
  }
}
