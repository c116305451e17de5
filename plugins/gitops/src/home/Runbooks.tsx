import { Link } from 'react-router-dom';
import { docsPath } from '../paths/portalPaths';
import styles from './home.module.css';
import type { Runbook } from './toRunbooks';

/** The runbooks of the documentation site. */
export function Runbooks(props: { runbooks: Runbook[] }) {
  if (props.runbooks.length === 0) {
    return (
      <p className={styles.calm}>
        No runbook is in the navigation of mkdocs.yml yet.
      </p>
    );
  }
  return (
    <ul className={styles.links}>
      {props.runbooks.map(({ title, file }) => (
        <li key={file}>
          <Link to={docsPath(file)}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
