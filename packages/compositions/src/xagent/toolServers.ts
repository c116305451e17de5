import { Environment } from '../environment/Environment';
import { XAgentSpec } from './XAgentSpec';

/** Name under which `platform/cluster.yaml` lists the portal as a tool server; its URL is completed by the name of the agent. */
export const PORTAL = 'portal';
/** Name under which `platform/cluster.yaml` lists the search in documents; its URL is completed by the name of the collection. */
export const KNOWLEDGE = 'knowledge';

/** A tool server that an agent uses. */
export interface ToolServer {
  /** As `platform/cluster.yaml` names it. */
  name: string;
  url: string;
  /** Sorted; never empty. */
  toolNames: string[];
  /** Tools that are not known to only read, sorted: a person approves each call. */
  requireApproval: string[];
}

/** The name of an agent in the portal; its identity there is `user:agents/<name>`. */
export function portalName(options: { tenant: string; name: string }): string {
  return `${options.tenant}-${options.name}`;
}

/**
 * The tool servers of an agent, sorted by name: those that the claim lists, the portal and the search in documents.
 *
 * @remarks
 * Portal and knowledge bring the tools that only read by themselves; a claim that lists them adds others. Servers that the environment does
 * not have are left out; the refusals speak of them.
 */
export function toolServers(options: {
  tenant: string;
  name: string;
  spec: Pick<XAgentSpec, 'tools' | 'knowledge' | 'portal'>;
  environment: Environment;
}): ToolServer[] {
  const { spec, environment } = options;
  const asked = new Map<string, string[]>([
    ...(spec.portal ? [[PORTAL, []] as [string, string[]]] : []),
    ...(spec.knowledge ? [[KNOWLEDGE, []] as [string, string[]]] : []),
    ...(spec.tools ?? []).map(
      ({ server, names }) => [server, names] as [string, string[]],
    ),
  ]);
  return [...asked.keys()].sort().flatMap(name => {
    const server = findServer(environment, name);
    if (!server) {
      return [];
    }
    const { readOnlyTools, url } = server;
    const given = [PORTAL, KNOWLEDGE].includes(name) ? readOnlyTools : [];
    const toolNames = [
      ...new Set([...given, ...(asked.get(name) ?? [])]),
    ].sort();
    return [
      {
        name,
        url: completeUrl(url, name, options),
        toolNames,
        requireApproval: toolNames.filter(
          tool => !readOnlyTools.includes(tool),
        ),
      },
    ];
  });
}

/** A tool server of the environment by its own name. */
export function findServer(
  { mcpServers }: Environment,
  name: string,
): Environment['mcpServers'][string] | undefined {
  return Object.hasOwn(mcpServers, name) ? mcpServers[name] : undefined;
}

function completeUrl(
  url: string,
  name: string,
  options: {
    tenant: string;
    name: string;
    spec: Pick<XAgentSpec, 'knowledge'>;
  },
): string {
  const base = url.replace(/\/$/, '');
  switch (name) {
    case PORTAL:
      return `${base}/${portalName(options)}`;
    case KNOWLEDGE:
      return `${base}/${options.spec.knowledge?.collection ?? ''}`;
    default:
      return url;
  }
}
