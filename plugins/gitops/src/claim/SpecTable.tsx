import { describeSpec } from './describeSpec';
import styles from './claim.module.css';

/** A spec as a table of names and values with units. */
export function SpecTable(props: { spec: Record<string, unknown> }) {
  const rows = describeSpec(props.spec);
  if (rows.length === 0) {
    return (
      <p className={styles.calm}>
        The claim says nothing, so every field has its default.
      </p>
    );
  }
  return (
    <table className={styles.spec}>
      <tbody>
        {rows.map(({ path, label, value }) => (
          <tr key={path}>
            <th scope="row" title={`spec.${path}`}>
              {label}
            </th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
