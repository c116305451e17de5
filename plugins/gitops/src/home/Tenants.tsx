import { Link } from 'react-router-dom';
import { entityPath } from '../paths/portalPaths';
import styles from './home.module.css';
import type { TenantClaims } from './toTenants';

const SHOWN_CLAIMS = 6;

/** The tenants with what they claim. */
export function Tenants(props: { tenants: TenantClaims[] }) {
  if (props.tenants.length === 0) {
    return (
      <p className={styles.calm}>
        No tenant yet. A folder below “tenants” with a tenant.yaml makes one.
      </p>
    );
  }
  return (
    <ul className={styles.rows}>
      {props.tenants.map(({ name, claims }) => (
        <li key={name} className={styles.layer}>
          <Link
            to={entityPath(`group:default/${name}`)}
            className={styles.title}
          >
            {name}
          </Link>
          <span className={styles.facts}>
            {claims.length === 1 ? '1 claim' : `${claims.length} claims`}
          </span>
          <span className={styles.parts}>
            {claims.slice(0, SHOWN_CLAIMS).map(claim => (
              <Link
                key={claim.path}
                to={entityPath(claim.entityRef)}
                title={claim.kind}
              >
                {claim.name}
              </Link>
            ))}
            {claims.length > SHOWN_CLAIMS && (
              <Link to={entityPath(`group:default/${name}`)}>
                and {claims.length - SHOWN_CLAIMS} more
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
