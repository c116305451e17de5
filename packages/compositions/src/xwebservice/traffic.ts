import { LegoContext, objectMeta } from '../compose/LegoContext';
import { mainObjectName } from '../compose/mainObject';
import {
  NAMESPACE_LABEL,
  NetworkRule,
  dnsEgress,
  fromNamespace,
  networkPolicy,
  tcp,
  toPods,
} from '../compose/network';
import { KubernetesObject } from '../types';
import { podSelector } from './deployment';
import { defaultHostname } from './refusals';
import { XWebServiceSpec } from './XWebServiceSpec';

type WebServiceContext = LegoContext<XWebServiceSpec>;

/** The public host name of a service. */
export function hostnameOf({
  name,
  tenant,
  spec,
  environment,
}: WebServiceContext): string {
  const { domain } = environment;
  return spec.hostname ?? defaultHostname({ name, tenant, domain });
}

/** The Service inside the cluster; none with exposure `none`. */
export function webService(
  context: WebServiceContext,
): KubernetesObject | undefined {
  const { spec, name } = context;
  return spec.exposure === 'none'
    ? undefined
    : {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: objectMeta(context, name),
        spec: {
          type: 'ClusterIP',
          selector: podSelector(name),
          sessionAffinity: spec.sessionAffinity,
          ports: [
            {
              name: 'http',
              port: spec.port,
              targetPort: 'http',
              protocol: 'TCP',
            },
          ],
        },
      };
}

/** The route from the gateway; only with exposure `public`. */
export function httpRoute(
  context: WebServiceContext,
): KubernetesObject | undefined {
  const { spec, name, environment } = context;
  const { gateway } = environment;
  return spec.exposure === 'public'
    ? {
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'HTTPRoute',
        metadata: objectMeta(context, name),
        spec: {
          parentRefs: [
            {
              group: 'gateway.networking.k8s.io',
              kind: 'Gateway',
              namespace: gateway.namespace,
              name: gateway.name,
              sectionName: gateway.listener,
            },
          ],
          hostnames: [hostnameOf(context)],
          rules: [
            {
              matches: (spec.paths ?? ['/']).map(value => ({
                path: { type: 'PathPrefix', value },
              })),
              backendRefs: [
                {
                  group: '',
                  kind: 'Service',
                  name,
                  port: spec.port,
                  weight: 1,
                },
              ],
            },
          ],
        },
      }
    : undefined;
}

/** Who may call a service, and what it may call beyond what its tenant allows to all. */
export function webServiceNetwork(
  context: WebServiceContext,
): KubernetesObject {
  const { name } = context;
  return networkPolicy(context, {
    name,
    endpointSelector: { matchLabels: podSelector(name) },
    ingress: ingressOf(context),
    egress: egressOf(context),
  });
}

function ingressOf({ spec, environment }: WebServiceContext): NetworkRule[] {
  const { port, exposure, allowFrom = [], metrics } = spec;
  const callers =
    exposure === 'none'
      ? []
      : [
          { fromEndpoints: [{}], ...tcp(port) },
          ...allowFrom.map(namespace => fromNamespace(namespace, port)),
        ];
  return [
    ...callers,
    ...(exposure === 'public'
      ? [{ fromEntities: ['ingress'], ...tcp(port) }]
      : []),
    ...(metrics
      ? [fromNamespace(environment.namespaces.monitoring, metrics.port)]
      : []),
  ];
}

function egressOf({ spec, environment }: WebServiceContext): NetworkRule[] {
  const { database, cache, streams = [], security } = spec;
  const [natsHost, natsPort = '4222'] = environment.nats.url
    .replace('nats://', '')
    .split(':');
  const natsNamespace = natsHost.split('.')[1] ?? 'nats';
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
    ...(streams.length > 0
      ? [
          {
            toEndpoints: [
              { matchLabels: { [NAMESPACE_LABEL]: natsNamespace } },
            ],
            ...tcp(Number(natsPort)),
          },
        ]
      : []),
    ...(security.apiToken ? [{ toEntities: ['kube-apiserver'] }] : []),
  ];
}
