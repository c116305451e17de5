import { LegoContext, objectMeta } from '../compose/LegoContext';
import { LegoResources } from '../compose/toComposition';
import { KubernetesObject } from '../types';
import { KNOWLEDGE, PORTAL, ToolServer } from './toolServers';

const KEYS: Record<string, string> = {
  [PORTAL]: 'portal-server',
  [KNOWLEDGE]: 'knowledge-server',
};
const DESCRIPTIONS: Record<string, string> = {
  [PORTAL]: 'The portal: catalog, documents, previews and proposals.',
  [KNOWLEDGE]: 'Search in a collection of documents.',
};

/** Name of the RemoteMCPServer for a tool server of the environment. */
export function serverObjectName(main: string, server: string): string {
  return `${main}-${server}`;
}

/** The tool servers as kagent knows them, in the agent's own namespace; only the portal gets a token. */
export function remoteServers(
  context: LegoContext<unknown>,
  main: string,
  servers: ToolServer[],
): LegoResources {
  return Object.fromEntries(
    servers.map(server => [
      KEYS[server.name] ?? `server-${server.name}`,
      remoteServer(context, main, server),
    ]),
  );
}

function remoteServer(
  context: LegoContext<unknown>,
  main: string,
  { name, url }: ToolServer,
): KubernetesObject {
  return {
    apiVersion: 'kagent.dev/v1alpha2',
    kind: 'RemoteMCPServer',
    metadata: objectMeta(context, serverObjectName(main, name)),
    spec: {
      description: DESCRIPTIONS[name] ?? `The tool server "${name}".`,
      protocol: 'STREAMABLE_HTTP',
      url,
      timeout: '30s',
      ...(name === PORTAL
        ? {
            headersFrom: [
              {
                name: 'Authorization',
                valueFrom: {
                  type: 'Secret',
                  name: serverObjectName(main, PORTAL),
                  key: 'authorization',
                },
              },
            ],
          }
        : {}),
    },
  };
}
