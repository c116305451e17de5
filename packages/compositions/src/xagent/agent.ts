import { LegoContext, claimLabels, objectMeta } from '../compose/LegoContext';
import { resourcesOf } from '../compose/sizes';
import { KubernetesObject } from '../types';
import { serverObjectName } from './servers';
import { ToolServer } from './toolServers';
import { XAgentSpec } from './XAgentSpec';

/** The user of both of kagent's runtime images. */
const USER = 65532;

/** Name of the ServiceAccount of an agent; one called like the agent would be kagent's, with a token of the Kubernetes API. */
export function accountName(main: string): string {
  return `${main}-account`;
}

/** Labels that kagent puts on the pods of an agent. */
export function agentPods(main: string): Record<string, string> {
  return { app: 'kagent', kagent: main };
}

/** The Agent of kagent, with the pods that Pod Security `restricted` admits: kagent itself sets no security context. */
export function agentObject(
  context: LegoContext<XAgentSpec>,
  main: string,
  servers: ToolServer[],
): KubernetesObject {
  const { spec } = context;
  return {
    apiVersion: 'kagent.dev/v1alpha2',
    kind: 'Agent',
    metadata: objectMeta(context, main),
    spec: {
      type: 'Declarative',
      description: spec.description,
      declarative: {
        // The default differs between versions of kagent.
        runtime: spec.runtime,
        stream: true,
        modelConfig: `${main}-model`,
        ...promptOf(spec),
        ...(servers.length > 0
          ? { tools: servers.map(server => toolOf(main, server)) }
          : {}),
        deployment: {
          replicas: 1,
          labels: claimLabels(context),
          serviceAccountName: accountName(main),
          resources: resourcesOf(spec.size),
          volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '256Mi' } }],
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
          podSecurityContext: {
            runAsNonRoot: true,
            runAsUser: USER,
            runAsGroup: USER,
            fsGroup: USER,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
        },
      },
    },
  };
}

/** The ServiceAccount of the pods; it has no rights, and its token is not mounted. */
export function agentAccount(
  context: LegoContext<XAgentSpec>,
  main: string,
): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: objectMeta(context, accountName(main)),
    automountServiceAccountToken: false,
  };
}

function promptOf({ prompt, promptFrom }: XAgentSpec): Record<string, unknown> {
  return promptFrom
    ? {
        systemMessageFrom: {
          type: 'ConfigMap',
          name: promptFrom.configMap,
          key: promptFrom.key,
        },
      }
    : { systemMessage: prompt };
}

function toolOf(main: string, server: ToolServer): Record<string, unknown> {
  const { name, toolNames, requireApproval } = server;
  return {
    type: 'McpServer',
    mcpServer: {
      apiGroup: 'kagent.dev',
      kind: 'RemoteMCPServer',
      name: serverObjectName(main, name),
      toolNames,
      ...(requireApproval.length > 0 ? { requireApproval } : {}),
    },
  };
}
