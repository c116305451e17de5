import { LegoContext } from '../compose/LegoContext';
import {
  NAMESPACE_LABEL,
  NetworkRule,
  dnsEgress,
  networkPolicy,
  tcp,
} from '../compose/network';
import { KubernetesObject } from '../types';
import { agentPods } from './agent';
import { providerHosts } from './providers';
import { ToolServer } from './toolServers';
import { XAgentSpec } from './XAgentSpec';

const AGENT = 8080;
const CONTROLLER = 8083;

/**
 * Who may talk to an agent, and where it may go: its controller, the provider of its model and its tool servers, and nothing else.
 *
 * @remarks
 * The tenant's own policies leave agents out, because policies add up: a text that an agent reads must not be able to send it elsewhere.
 */
export function agentNetwork(
  context: LegoContext<XAgentSpec>,
  main: string,
  servers: ToolServer[],
): KubernetesObject {
  const { environment, spec } = context;
  const controller = {
    matchLabels: {
      [NAMESPACE_LABEL]: environment.namespaces.kagent,
      'k8s:app.kubernetes.io/component': 'controller',
    },
  };
  const { provider } = environment.models[spec.model];
  return networkPolicy(context, {
    name: main,
    endpointSelector: { matchLabels: agentPods(main) },
    ingress: [{ fromEndpoints: [controller], ...tcp(AGENT) }],
    egress: [
      dnsEgress(),
      { toEndpoints: [controller], ...tcp(CONTROLLER) },
      {
        toFQDNs: [{ matchName: providerHosts[provider] }],
        ...tcp(443),
      },
      ...servers.map(({ url }) => toUrl(url)),
    ],
  });
}

/** Traffic to the host of a URL: pods of a namespace when it names a Service of the cluster, else a host name. */
function toUrl(url: string): NetworkRule {
  const { hostname, port, protocol } = new URL(url);
  const number = Number(port) || (protocol === 'https:' ? 443 : 80);
  const [, namespace, kind] = hostname.split('.');
  return kind === 'svc'
    ? {
        toEndpoints: [{ matchLabels: { [NAMESPACE_LABEL]: namespace } }],
        ...tcp(number),
      }
    : { toFQDNs: [{ matchName: hostname }], ...tcp(number) };
}
