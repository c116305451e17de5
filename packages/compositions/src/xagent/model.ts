import { LegoContext, objectMeta } from '../compose/LegoContext';
import { KubernetesObject } from '../types';
import { serverObjectName } from './servers';
import { PORTAL } from './toolServers';
import { XAgentSpec } from './XAgentSpec';

/** Name of the ModelConfig, and of the secret with the key of the tenant. */
export function modelName(main: string): string {
  return `${main}-model`;
}

/** Which model the agent asks, with which key: always the tenant's own. */
export function modelConfig(
  context: LegoContext<XAgentSpec>,
  main: string,
): KubernetesObject {
  const { model, provider } = context.environment.models[context.spec.model];
  return {
    apiVersion: 'kagent.dev/v1alpha2',
    kind: 'ModelConfig',
    metadata: objectMeta(context, modelName(main)),
    spec: {
      provider,
      model,
      apiKeySecret: modelName(main),
      apiKeySecretKey: 'API_KEY',
    },
  };
}

/** The key of the model provider, from the tenant's part of the secret store. */
export function modelKey(
  context: LegoContext<XAgentSpec>,
  main: string,
): KubernetesObject {
  return fromStore(context, modelName(main), {
    data: [
      {
        secretKey: 'API_KEY',
        remoteRef: { key: `${context.name}/model_api_key` },
      },
    ],
  });
}

/** The header by which the portal knows the agent; none without the portal. */
export function portalToken(
  context: LegoContext<XAgentSpec>,
  main: string,
): KubernetesObject | undefined {
  return context.spec.portal
    ? fromStore(context, serverObjectName(main, PORTAL), {
        template: {
          engineVersion: 'v2',
          data: { authorization: 'Bearer {{ .token }}' },
        },
        data: [
          {
            secretKey: 'token',
            remoteRef: { key: `${context.name}/portal_token` },
          },
        ],
      })
    : undefined;
}

function fromStore(
  context: LegoContext<unknown>,
  name: string,
  options: { template?: Record<string, unknown>; data: unknown[] },
): KubernetesObject {
  const { template, data } = options;
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: objectMeta(context, name),
    spec: {
      refreshInterval: '1h',
      refreshPolicy: 'Periodic',
      secretStoreRef: {
        kind: 'ClusterSecretStore',
        name: `tenant-${context.tenant}`,
      },
      target: {
        name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        ...(template ? { template } : {}),
      },
      data,
    },
  };
}
