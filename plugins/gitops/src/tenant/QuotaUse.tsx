import type { TenantFootprint } from '@zerotouch/plugin-gitops-common';
import { RiAlertFill } from '@remixicon/react';
import { Link } from 'react-router-dom';
import { FOOTPRINT_PARTS, describePart } from '../goldenPath/describeFootprint';
import { entityPath } from '../paths/portalPaths';
import styles from './tenant.module.css';

/** What the claims of a tenant request at their greatest scale, against its quota. */
export function QuotaUse(props: { footprint: TenantFootprint }) {
  const { used, quota, claims } = props.footprint;
  return (
    <>
      <ul className={styles.bars}>
        {FOOTPRINT_PARTS.map(({ part, title }) => {
          const isOver = used[part] > quota[part];
          const text = `${describePart(part, used[part])} of ${describePart(
            part,
            quota[part],
          )}`;
          const whole = Math.max(quota[part], used[part], 1);
          return (
            <li key={part}>
              <span className={styles.barTitle}>{title}</span>
              <div
                className={`${styles.bar} ${isOver ? styles.over : ''}`}
                role="meter"
                aria-label={title}
                aria-valuemin={0}
                aria-valuemax={quota[part]}
                aria-valuenow={Math.min(used[part], quota[part])}
                aria-valuetext={`${text}${isOver ? ', over the quota' : ''}`}
              >
                {claims
                  .filter(claim => claim.used[part] > 0)
                  .map(claim => (
                    <span
                      key={claim.entityRef}
                      title={`${claim.name}: ${describePart(
                        part,
                        claim.used[part],
                      )}`}
                      style={{ width: `${(100 * claim.used[part]) / whole}%` }}
                    />
                  ))}
              </div>
              <span className={styles.barText}>
                {text}
                {isOver && (
                  <strong>
                    {' '}
                    <RiAlertFill size={14} aria-hidden="true" /> over
                  </strong>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {claims.length === 0 ? (
        <p className={styles.calm}>The tenant has no claims yet.</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.claims}>
            <caption>By claim, rolling updates included</caption>
            <thead>
              <tr>
                <th scope="col">Claim</th>
                {FOOTPRINT_PARTS.map(({ part, title }) => (
                  <th key={part} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {claims.map(claim => (
                <tr key={claim.entityRef}>
                  <th scope="row">
                    <Link to={entityPath(claim.entityRef)}>{claim.name}</Link>{' '}
                    <small>{claim.kind}</small>
                  </th>
                  {FOOTPRINT_PARTS.map(({ part }) => (
                    <td key={part}>
                      {claim.used[part] === 0
                        ? '–'
                        : describePart(part, claim.used[part])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
