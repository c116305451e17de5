import { LegoContext } from '../compose/LegoContext';
import { accessLabel } from '../compose/mainObject';
import {
  dnsEgress,
  fromNamespace,
  fromPods,
  networkPolicy,
  tcp,
  toPods,
} from '../compose/network';
import { KubernetesObject } from '../types';
import { XPostgresSpec } from './XPostgresSpec';

const SQL = 5432;
const STATUS = 8000;
const METRICS = 9187;

/** Who may talk to a database: its clients by label, its operator, its own instances and Prometheus. */
export function postgresNetwork(
  context: LegoContext<XPostgresSpec>,
  main: string,
): KubernetesObject {
  const { spec, environment } = context;
  const { namespaces, backup, region } = environment;
  const instances = { 'cnpg.io/cluster': main };
  const bucket = {
    toFQDNs: [
      { matchName: `${backup.bucket}.s3.${region}.amazonaws.com` },
      { matchName: `s3.${region}.amazonaws.com` },
      { matchName: `${backup.bucket}.s3.amazonaws.com` },
    ],
    ...tcp(443),
  };
  return networkPolicy(context, {
    name: main,
    endpointSelector: { matchLabels: instances },
    ingress: [
      fromPods({ [accessLabel(main)]: 'true' }, SQL),
      fromPods(instances, SQL, STATUS),
      fromNamespace(namespaces.cnpg, SQL, STATUS),
      fromNamespace(namespaces.monitoring, METRICS),
    ],
    egress: [
      dnsEgress(),
      toPods(instances, SQL, STATUS),
      { toEntities: ['kube-apiserver'] },
      ...(spec.dataClass === 'durable' || spec.restore ? [bucket] : []),
    ],
  });
}
