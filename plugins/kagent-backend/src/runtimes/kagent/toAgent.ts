import { Agent } from '@zerotouch/plugin-kagent-common';
import { KagentAgent } from './KagentApi';

/** The id of an agent in the portal: the name of its controller, its namespace and its name. */
export function toAgentId(
  controllerId: string,
  { namespace, name }: { namespace: string; name: string },
): string {
  return `${controllerId}:${namespace}/${name}`;
}

/** Reads {@link toAgentId}; `undefined` for an agent of another controller. */
export function parseAgentId(
  controllerId: string,
  agentId: string,
): { namespace: string; name: string } | undefined {
  const match = /^([^:]+):([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(agentId);
  return match?.[1] === controllerId
    ? { namespace: match[2], name: match[3] }
    : undefined;
}

/**
 * An agent of kagent as the portal lists it.
 *
 * @param options.note - What is wrong with the controller as a whole.
 */
export function toAgent(
  item: KagentAgent,
  options: { controllerId: string; note?: string },
): Agent {
  const { controllerId, note } = options;
  const { metadata, spec } = item.agent;
  const tools = spec?.declarative?.tools ?? [];
  const ready = item.deploymentReady === true && item.accepted === true;
  return {
    id: toAgentId(controllerId, metadata),
    title: metadata.name,
    description: spec?.description ?? '',
    runtime: controllerId,
    health: ready && !note ? 'healthy' : 'degraded',
    note:
      note ?? (ready ? undefined : 'Its pod is not ready; it may not answer.'),
    model: item.model ?? undefined,
    tools: tools.flatMap(({ mcpServer, agent }) => [
      ...(mcpServer?.toolNames ?? []).map(name => ({
        name,
        needsApproval: mcpServer?.requireApproval?.includes(name) ?? false,
      })),
      ...(agent ? [{ name: agent.name, needsApproval: false }] : []),
    ]),
    skills: (spec?.declarative?.a2aConfig?.skills ?? []).map(
      ({ name }) => name,
    ),
  };
}
