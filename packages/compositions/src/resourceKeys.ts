/**
 * The keys of composed resources by kind; `*` stands for a name from the claim.
 *
 * @remarks
 * Frozen: Crossplane deletes every observed object whose key is missing from a response, so a key that is renamed or removed here deletes
 * objects in the cluster, databases included. Add keys, never change them.
 */
export const resourceKeys: Record<string, readonly string[]> = {
  XPostgres: [
    'alerts',
    'archive-backup',
    'backup-credentials',
    'cluster',
    'database-*',
    'network-policy',
    'object-store',
    'origin-store',
    'pod-monitor',
    'protect',
    'scheduled-backup',
  ],
  XWebService: [
    'alerts',
    'deployment',
    'disruption-budget',
    'http-route',
    'network-policy',
    'optional-secret-*',
    'pod-monitor',
    'protect',
    'scaled-object',
    'secrets',
    'service',
    'service-account',
    'volume',
  ],
  XDragonfly: [
    'alerts',
    'credentials',
    'dragonfly',
    'network-policy',
    'password',
    'pod-monitor',
    'protect',
  ],
  XEventStream: [
    'account',
    'alerts',
    'consumer-*',
    'controller-credentials',
    'credentials',
    'dead-letters',
    'protect',
    'stream',
  ],
  XEventDrivenService: [
    'alerts',
    'deployment',
    'disruption-budget',
    'network-policy',
    'optional-secret-*',
    'pod-monitor',
    'scaled-object',
    'secrets',
    'service',
    'service-account',
  ],
  XAgent: [
    'agent',
    'alerts',
    'knowledge-server',
    'model',
    'model-key',
    'network-policy',
    'portal-server',
    'portal-token',
    'server-*',
    'service-account',
  ],
  XTenant: [
    'access-operate',
    'access-view',
    'limits',
    'namespace',
    'network-policy',
    'network-policy-workloads',
    'protect',
    'protect-namespace',
    'quota',
    'secret-store',
  ],
};

/** Whether a kind may compose an object under a key. */
export function isFrozenKey(kind: string, key: string): boolean {
  return (resourceKeys[kind] ?? []).some(frozen =>
    frozen.endsWith('*')
      ? key.startsWith(frozen.slice(0, -1)) && key.length >= frozen.length
      : key === frozen,
  );
}
