import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './cluster.module.css';

/** Page of the handbook that says how a cluster is connected. */
const CONNECT_PAGE =
  '/docs/default/component/zerotouch/runbooks/connect-a-cluster/';

/**
 * Shows what comes from a cluster; without one, says so and how to connect one.
 *
 * @param props.what - What would stand here, such as "Pods and their events".
 */
export function ClusterPlace(props: { what: string; children: ReactNode }) {
  const config = useApi(configApiRef);
  if (config.getOptionalBoolean('portal.cluster.connected')) {
    return <>{props.children}</>;
  }
  return (
    <section className={styles.place} aria-label={props.what}>
      <h3>No cluster is connected</h3>
      <p>
        {props.what} will stand here once the portal reaches a cluster. What Git
        says is complete without one.{' '}
        <Link href={CONNECT_PAGE}>Connect a cluster</Link>
      </p>
    </section>
  );
}
