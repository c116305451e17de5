import type { Check } from '@zerotouch/plugin-gitops-common';
import { ChecksMark } from '../list';
import styles from './detail.module.css';

/** The checks of a proposal; findings are open for what failed and folded for the rest. */
export function CheckList(props: { checks: Check[] }) {
  if (props.checks.length === 0) return null;
  return (
    <section aria-label="Checks">
      <ul className={styles.checks}>
        {props.checks.map(check => (
          <li key={check.name}>
            <div className={styles.verdict}>
              <ChecksMark state={check.status} label={check.name} />
              <span className={styles.summary}>{check.summary}</span>
            </div>
            {check.details.length > 0 && (
              <details open={check.status === 'failure'}>
                <summary>
                  {check.details.length === 1
                    ? '1 finding'
                    : `${check.details.length} findings`}
                </summary>
                <ul>
                  {check.details.map(detail => (
                    <li key={detail}>{detail}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
