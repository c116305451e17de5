import { LegoContext, objectMeta } from '../compose/LegoContext';
import { networkPolicy, tcp } from '../compose/network';
import { KubernetesObject } from '../types';
import { workloadEgress, workloadIngress } from '../workload/network';
import { podSelector } from '../workload/podSelector';
import { toWorkload } from './deployment';
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
          selector: podSelector(context),
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
  const { name, spec } = context;
  const { exposure, port } = spec;
  const workload = toWorkload(context);
  return networkPolicy(context, {
    name,
    endpointSelector: { matchLabels: podSelector(context) },
    ingress: workloadIngress(workload, {
      callable: exposure !== 'none',
      further:
        exposure === 'public'
          ? [{ fromEntities: ['ingress'], ...tcp(port) }]
          : [],
    }),
    egress: workloadEgress(workload),
  });
}
