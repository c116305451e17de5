import { Environment } from '../environment/Environment';
import { KubernetesObject } from '../types';
import { LegoContext, objectMeta } from './LegoContext';

/** One allowed path of a Cilium policy. */
export type NetworkRule = Record<string, unknown>;

/** Label by which Cilium knows the namespace of a pod. */
export const NAMESPACE_LABEL = 'k8s:io.kubernetes.pod.namespace';

/** TCP ports of a rule. */
export function tcp(...ports: number[]): NetworkRule {
  return {
    toPorts: [
      {
        ports: ports.map(port => ({ port: String(port), protocol: 'TCP' })),
      },
    ],
  };
}

/** Name resolution by the cluster's own DNS, which Cilium watches to know the addresses behind names. */
export function dnsEgress(): NetworkRule {
  return {
    toEndpoints: [
      {
        matchLabels: {
          [NAMESPACE_LABEL]: 'kube-system',
          'k8s:k8s-app': 'kube-dns',
        },
      },
    ],
    toPorts: [
      {
        ports: [
          { port: '53', protocol: 'UDP' },
          { port: '53', protocol: 'TCP' },
        ],
        rules: { dns: [{ matchPattern: '*' }] },
      },
    ],
  };
}

/**
 * Traffic to public addresses only.
 *
 * @remarks
 * Cilium's entity `world` is everything outside the cluster: the metadata service of the cloud, which hands out machine configuration, and
 * the private networks of the nodes too.
 */
export function internetEgress(): NetworkRule {
  return {
    toCIDRSet: [
      {
        cidr: '0.0.0.0/0',
        except: [
          '0.0.0.0/8',
          '10.0.0.0/8',
          '100.64.0.0/10',
          '127.0.0.0/8',
          '169.254.0.0/16',
          '172.16.0.0/12',
          '192.168.0.0/16',
        ],
      },
      { cidr: '::/0', except: ['::1/128', 'fc00::/7', 'fe80::/10'] },
    ],
  };
}

/** Traffic to the clients' port of NATS. */
export function natsEgress({ nats }: Environment): NetworkRule {
  const [host, port = '4222'] = nats.url.replace('nats://', '').split(':');
  return {
    toEndpoints: [
      { matchLabels: { [NAMESPACE_LABEL]: host.split('.')[1] ?? 'nats' } },
    ],
    ...tcp(Number(port)),
  };
}

/** Traffic from every pod of a namespace to ports. */
export function fromNamespace(
  namespace: string,
  ...ports: number[]
): NetworkRule {
  return {
    fromEndpoints: [{ matchLabels: { [NAMESPACE_LABEL]: namespace } }],
    ...tcp(...ports),
  };
}

/** Traffic from pods of the own namespace with a label to ports. */
export function fromPods(
  matchLabels: Record<string, string>,
  ...ports: number[]
): NetworkRule {
  return { fromEndpoints: [{ matchLabels }], ...tcp(...ports) };
}

/** Traffic to pods of the own namespace with a label on ports. */
export function toPods(
  matchLabels: Record<string, string>,
  ...ports: number[]
): NetworkRule {
  return { toEndpoints: [{ matchLabels }], ...tcp(...ports) };
}

/**
 * One CiliumNetworkPolicy; what it does not list is refused.
 *
 * @remarks
 * A Kubernetes NetworkPolicy cannot select Cilium's gateway. An empty rule allows nothing but switches refusal on, where an empty list
 * would not.
 */
export function networkPolicy(
  context: LegoContext<unknown>,
  options: {
    name: string;
    endpointSelector: Record<string, unknown>;
    ingress: NetworkRule[];
    egress: NetworkRule[];
  },
): KubernetesObject {
  const { name, endpointSelector, ingress, egress } = options;
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: objectMeta(context, name),
    spec: {
      endpointSelector,
      ingress: ingress.length > 0 ? ingress : [{}],
      egress: egress.length > 0 ? egress : [{}],
    },
  };
}
