import type {
  RunFunctionRequest,
  RunFunctionResponse,
} from '@crossplane-org/function-sdk-typescript';
import { Claim, Environment } from '@zerotouch/compositions';
import { Sdk } from '../sdk';

/** The EnvironmentConfig as the API server returns it. */
export function toEnvironmentItem(environment: unknown): unknown {
  return {
    resource: {
      apiVersion: 'apiextensions.crossplane.io/v1beta1',
      kind: 'EnvironmentConfig',
      metadata: { name: 'platform', resourceVersion: '1' },
      data: environment,
    },
  };
}

/** The request that Crossplane sends for a claim; with `observed` as the objects that exist. */
export function createRequest(options: {
  sdk: Sdk;
  claim: Claim;
  environment: Environment;
  observed?: Record<string, unknown>;
}): RunFunctionRequest {
  const { sdk, claim, environment, observed = {} } = options;
  return sdk.RunFunctionRequest.fromJSON({
    meta: { tag: 'test' },
    observed: {
      composite: { resource: claim },
      resources: Object.fromEntries(
        Object.entries(observed).map(([key, resource]) => [key, { resource }]),
      ),
    },
    requiredResources: {
      environment: { items: [toEnvironmentItem(environment)] },
    },
  });
}

/** The desired objects of a response, as the objects that exist afterwards. */
export function toObserved(
  response: RunFunctionResponse,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(response.desired?.resources ?? {}).map(
      ([key, { resource }]) => [key, resource],
    ),
  );
}
