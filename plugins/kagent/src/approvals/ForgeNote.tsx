import { useApi } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { gitopsApiRef } from '@zerotouch/plugin-gitops';
import type { ForgeStatus } from '@zerotouch/plugin-gitops-common';
import { useQuery } from '../query';

const INTERVAL_MS = 30_000;

const TITLES: Record<Exclude<ForgeStatus['state'], 'ok'>, string> = {
  limited: 'GitHub asked the portal to wait',
  unreachable: 'GitHub cannot be reached',
  refused: 'GitHub refuses the portal',
};

/** Says what is wrong between the portal and the forge; nothing while all is well. */
export function ForgeNote() {
  const gitopsApi = useApi(gitopsApiRef);
  const { data } = useQuery('forge', signal => gitopsApi.getForge({ signal }), {
    intervalMs: INTERVAL_MS,
  });
  if (!data || data.state === 'ok') return null;
  const until =
    data.until &&
    new Date(data.until).toLocaleTimeString(undefined, {
      hour: '2-digit',
      minute: '2-digit',
    });
  return (
    <Alert
      role="status"
      status={data.state === 'limited' ? 'info' : 'danger'}
      icon
      title={
        until ? `${TITLES[data.state]} until ${until}` : TITLES[data.state]
      }
      description={data.message}
    />
  );
}
