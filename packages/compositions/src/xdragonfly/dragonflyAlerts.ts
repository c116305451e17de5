import { Alert } from '../compose/alerts';
import { LegoContext } from '../compose/LegoContext';
import { XDragonflySpec } from './XDragonflySpec';

/**
 * The signs by which a cache tells that its clients fail, or soon will.
 *
 * @remarks
 * Memory and evictions of all caches are watched once for the whole platform; these need to know what the claim promises. Dragonfly itself
 * publishes `dragonfly_memory_*` and `dragonfly_connected_replica_lag_records`, the primary alone the latter.
 */
export function dragonflyAlerts(
  { spec, name, tenant }: LegoContext<XDragonflySpec>,
  main: string,
): Alert[] {
  const pods = `namespace="${tenant}",pod=~"${main}-[0-9]+"`;
  const set = `namespace="${tenant}",statefulset="${main}"`;
  const volumes = `namespace="${tenant}",persistentvolumeclaim=~"df-${main}-[0-9]+"`;
  const used = `dragonfly_memory_used_bytes{${pods}} / (dragonfly_memory_max_bytes{${pods}} > 0)`;
  const full: Alert = {
    name: 'DragonflyRefusesWrites',
    expression: `max(${used}) > 0.95`,
    holdFor: '5m',
    severity: 'critical',
    summary: `The cache "${name}" is full and refuses writes, because spec.evict is false. Raise spec.size.`,
  };
  const lagging: Alert = {
    name: 'DragonflyReplicaLagging',
    expression: `max(dragonfly_connected_replica_lag_records{${pods}}) > 10000`,
    holdFor: '10m',
    severity: 'warning',
    summary: `A replica of the cache "${name}" is far behind; it would lose what it lacks when it takes over.`,
  };
  const missing: Alert = {
    name: 'DragonflyReplicaMissing',
    expression: `max(kube_statefulset_status_replicas_ready{${set}}) < ${spec.replicas}`,
    holdFor: '15m',
    severity: 'warning',
    summary: `Fewer than ${spec.replicas} instances of the cache "${name}" are ready.`,
  };
  const volume: Alert = {
    name: 'DragonflyVolumeAlmostFull',
    expression: `max(kubelet_volume_stats_used_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) > 0.8`,
    holdFor: '15m',
    severity: 'warning',
    summary: `The volume with the snapshots of the cache "${name}" is more than 80 % full. Its size cannot change; create a new cache.`,
  };
  return [
    {
      name: 'DragonflyUnavailable',
      expression: `max(kube_statefulset_status_replicas_ready{${set}}) < 1`,
      holdFor: '5m',
      severity: 'critical',
      summary: `No instance of the cache "${name}" can answer.`,
    },
    ...(spec.evict ? [] : [full]),
    ...(spec.replicas > 1 ? [missing, lagging] : []),
    ...(spec.snapshot ? [volume] : []),
  ];
}
