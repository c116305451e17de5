import { throwFirst } from '../claim/refusals';
import { Alert, prometheusRule } from '../compose/alerts';
import { LegoContext, readSpec } from '../compose/LegoContext';
import { mainObjectName } from '../compose/mainObject';
import { toComposition } from '../compose/toComposition';
import { Composition } from '../types';
import { agentAccount, agentObject } from './agent';
import { agentNetwork } from './agentNetwork';
import { modelConfig, modelKey, modelName, portalToken } from './model';
import { agentRefusals } from './refusals';
import { remoteServers } from './servers';
import { portalName, toolServers } from './toolServers';
import { XAgentSpec } from './XAgentSpec';

/**
 * Composes an agent of kagent with its model, its tool servers and its walls.
 *
 * @throws {@link ClaimError} if the environment lacks the model or a tool server.
 */
export function composeAgent(
  base: Omit<LegoContext<unknown>, 'spec'>,
): Composition {
  const spec = readSpec<XAgentSpec>(base.claim, [
    'description',
    'model',
    'portal',
    'runtime',
    'size',
  ]);
  const context = { ...base, spec };
  const { name, tenant } = context;
  const main = mainObjectName('XAgent', name);
  throwFirst(agentRefusals(context));
  const servers = toolServers(context);
  return toComposition({
    context,
    resources: {
      agent: agentObject(context, main, servers),
      alerts: prometheusRule(context, main, agentAlerts(context, main)),
      model: modelConfig(context, main),
      'model-key': modelKey(context, main),
      'network-policy': agentNetwork(context, main, servers),
      'portal-token': portalToken(context, main),
      'service-account': agentAccount(context, main),
      ...remoteServers(context, main, servers),
    },
    status: {
      agent: `${tenant}/${main}`,
      endpoint: `${main}.${tenant}.svc:8080`,
      secretName: modelName(main),
      ...(spec.portal
        ? { identity: `user:agents/${portalName(context)}` }
        : {}),
    },
  });
}

/** The signs by which an agent's pods tell that they do not answer; how well it answers no metric tells. */
function agentAlerts(
  { name, tenant }: LegoContext<XAgentSpec>,
  main: string,
): Alert[] {
  const pods = `namespace="${tenant}",pod=~"${main}-[a-z0-9]{5,10}-[a-z0-9]{5}"`;
  const deployment = `namespace="${tenant}",deployment="${main}"`;
  return [
    {
      name: 'AgentCrashLooping',
      expression: `max(increase(kube_pod_container_status_restarts_total{${pods}}[15m])) > 3`,
      holdFor: '5m',
      severity: 'critical',
      summary: `The agent "${name}" restarts again and again.`,
    },
    {
      name: 'AgentUnavailable',
      expression: `max(kube_deployment_status_replicas_available{${deployment}}) < 1`,
      holdFor: '10m',
      severity: 'warning',
      summary: `The agent "${name}" cannot answer. Its model key or one of its tool servers may be missing.`,
    },
  ];
}
