import { useApi } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { gitopsApiRef } from '../api';
import { ClaimActions } from '../claim/ClaimActions';
import { useResource } from '../resource/useResource';
import { Fetched, Section } from '../section/Section';
import { NetworkMatrix } from './NetworkMatrix';
import { QuotaUse } from './QuotaUse';
import styles from './tenant.module.css';

const TENANT = 'platform.zerotouch.dev/tenant';

/** What a tenant uses of its quota and who in it may talk to whom. */
export function TenantOverview() {
  const { entity } = useEntity();
  const tenant = entity.metadata.annotations?.[TENANT] ?? entity.metadata.name;
  return <TenantView key={tenant} tenant={tenant} />;
}

function TenantView(props: { tenant: string }) {
  const { tenant } = props;
  const gitopsApi = useApi(gitopsApiRef);
  const [footprint, reloadFootprint] = useResource(
    useCallback(
      signal => gitopsApi.getTenantFootprint(tenant, { signal }),
      [gitopsApi, tenant],
    ),
  );
  const [network, reloadNetwork] = useResource(
    useCallback(
      signal => gitopsApi.getNetwork({ tenant }, { signal }),
      [gitopsApi, tenant],
    ),
  );
  return (
    <div className={styles.page}>
      <ClaimActions claim={{ kind: 'XTenant', tenant, name: tenant }} />
      <Section title="Quota" note="requests at the greatest scale">
        <Fetched
          resource={footprint}
          what="what the tenant uses"
          rows={6}
          onRetry={reloadFootprint}
        >
          {value => <QuotaUse footprint={value} />}
        </Fetched>
      </Section>
      <Section title="Who may talk to whom" note="computed from the policies">
        <Fetched
          resource={network}
          what="the network"
          rows={6}
          onRetry={reloadNetwork}
        >
          {value => <NetworkMatrix network={value} tenant={tenant} />}
        </Fetched>
      </Section>
    </div>
  );
}
