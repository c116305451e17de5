import { useEntity } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { YAMLParseError, parse } from 'yaml';
import { templatePath } from '../paths/portalPaths';
import { Section } from '../section/Section';
import styles from './lego.module.css';
import { toFieldRows } from './toFieldRows';

/** What a tenant can ask of a lego, as a table, with the definition itself folded below. */
export function LegoDefinition() {
  const { entity } = useEntity();
  const { definition } = entity.spec ?? {};
  const text = typeof definition === 'string' ? definition : '';
  const rows = useMemo(() => toFieldRows(parseDefinition(text)), [text]);
  return (
    <Section
      title="Fields"
      note={rows.length}
      action={
        <Link to={templatePath(entity.metadata.name)}>Open the form</Link>
      }
    >
      <div className={styles.scroll}>
        <table className={styles.fields}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Takes</th>
              <th scope="col">Default</th>
              <th scope="col">What it does</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={row.path}>
                <th scope="row">
                  <code>{row.path}</code>
                  {row.isRequired && <small>required</small>}
                </th>
                <td>{row.type}</td>
                <td>{row.default && <code>{row.default}</code>}</td>
                <td>{row.description}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <details className={styles.raw}>
        <summary>Definition as YAML</summary>
        <pre>{text}</pre>
      </details>
    </Section>
  );
}

function parseDefinition(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) return undefined;
    throw error;
  }
}
