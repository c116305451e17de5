import { mainObjectName } from '../compose/mainObject';
import {
  NetworkRule,
  dnsEgress,
  fromNamespace,
  natsEgress,
  tcp,
  toPods,
} from '../compose/network';
import { Workload } from './WorkloadSpec';

/**
 * Callers of a workload: the own namespace, the namespaces that the claim lets in, and Prometheus.
 *
 * @param options.callable - Whether anybody may call its port.
 * @param options.further - Ways in beside those.
 */
export function workloadIngress(
  { context }: Workload,
  options: { callable: boolean; further?: NetworkRule[] },
): NetworkRule[] {
  const { spec, environment } = context;
  const { port, allowFrom = [], metrics } = spec;
  return [
    ...(options.callable && port !== undefined
      ? [
          { fromEndpoints: [{}], ...tcp(port) },
          ...allowFrom.map(namespace => fromNamespace(namespace, port)),
        ]
      : []),
    ...(options.further ?? []),
    ...(metrics
      ? [fromNamespace(environment.namespaces.monitoring, metrics.port)]
      : []),
  ];
}

/** What a workload may call beyond what its tenant allows to all: its database, its cache, its streams. */
export function workloadEgress({ context, streams }: Workload): NetworkRule[] {
  const { spec, environment } = context;
  const { database, cache, security } = spec;
  return [
    dnsEgress(),
    ...(database
      ? [
          toPods(
            { 'cnpg.io/cluster': mainObjectName('XPostgres', database.claim) },
            5432,
          ),
        ]
      : []),
    ...(cache
      ? [toPods({ app: mainObjectName('XDragonfly', cache.claim) }, 6379)]
      : []),
    ...(streams.length > 0 ? [natsEgress(environment)] : []),
    ...(security.apiToken ? [{ toEntities: ['kube-apiserver'] }] : []),
  ];
}
