import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import { CONNECT_CLUSTER_PATH, entityPath } from '../paths/portalPaths';
import styles from './home.module.css';
import type { LayerPart, PlatformLayer } from './toLayers';

const SHOWN_PARTS = 12;

/** Layers that stand as one line: their parts are of interest to the platform alone. */
const FOLDED = new Set(['crds']);

/** The platform from the ground up: what each layer is made of. */
export function PlatformLayers(props: { layers: PlatformLayer[] }) {
  const connected =
    useApi(configApiRef).getOptionalBoolean('portal.cluster.connected') ??
    false;
  if (props.layers.length === 0) {
    return (
      <p className={styles.calm}>
        The catalog has no layers yet. They come from the folder “platform” of
        the platform repository, some seconds after the start.
      </p>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        {props.layers.map(({ name, title, entityRef, parts }) => (
          <li key={name} className={styles.layer}>
            <Link to={entityPath(entityRef)} className={styles.title}>
              {title}
            </Link>
            <span className={styles.facts}>
              {countParts(name, parts)}
              {!connected && ' · not connected'}
            </span>
            {!FOLDED.has(name) && (
              <span className={styles.parts}>
                {parts.slice(0, SHOWN_PARTS).map(part => (
                  <Link key={part.entityRef} to={entityPath(part.entityRef)}>
                    {part.title}
                  </Link>
                ))}
                {parts.length > SHOWN_PARTS && (
                  <Link to={entityPath(entityRef)}>
                    and {parts.length - SHOWN_PARTS} more
                  </Link>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.footnote}>
        {connected ? (
          'Health of each part is on its own page, from Argo CD.'
        ) : (
          <>
            Health is not connected: the portal reaches no cluster.{' '}
            <Link to={CONNECT_CLUSTER_PATH}>Connect a cluster</Link>
          </>
        )}
      </p>
    </>
  );
}

function countParts(layer: string, parts: LayerPart[]): string {
  if (layer !== 'apis') {
    return `${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`;
  }
  const legos = parts.filter(part => part.entityRef.startsWith('api:')).length;
  return `${legos} ${legos === 1 ? 'lego' : 'legos'}`;
}
