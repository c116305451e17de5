import type { Preview } from '@zerotouch/plugin-gitops-common';
import {
  FOOTPRINT_PARTS,
  describeChange,
  describePart,
} from './describeFootprint';
import styles from './goldenPath.module.css';

/** What a claim requests at its greatest scale, how that changes, and what its tenant may use. */
export function Cost(props: { preview: Pick<Preview, 'footprint' | 'quota'> }) {
  const { footprint, quota } = props.preview;
  if (!footprint) {
    return null;
  }
  const { before, after } = footprint;
  return (
    <table className={styles.cost}>
      <caption>Requests at its greatest scale</caption>
      <thead>
        <tr>
          <th scope="col">Resource</th>
          <th scope="col">{before ? 'Now' : 'This claim'}</th>
          {before && <th scope="col">Then</th>}
          {quota && <th scope="col">Tenant, of its quota</th>}
        </tr>
      </thead>
      <tbody>
        {FOOTPRINT_PARTS.map(({ part, title }) => (
          <tr key={part}>
            <th scope="row">{title}</th>
            {before && <td>{describePart(part, before[part])}</td>}
            <td>
              {describePart(part, after[part])}
              {before && (
                <small>
                  {' '}
                  {describeChange(part, before[part], after[part]) ??
                    'unchanged'}
                </small>
              )}
            </td>
            {quota && (
              <td>
                {describePart(part, quota.used[part])} of{' '}
                {describePart(part, quota.limit[part])}
                {quota.used[part] > quota.limit[part] && (
                  <strong> exceeded</strong>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
