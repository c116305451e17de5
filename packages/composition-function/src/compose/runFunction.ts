import type {
  RunFunctionRequest,
  RunFunctionResponse,
} from '@crossplane-org/function-sdk-typescript';
import { Composition, composeProtected } from '@zerotouch/compositions';
import { Sdk } from '../sdk';
import { ENVIRONMENT_REQUIREMENT, readEnvironment } from './readEnvironment';
import { readClaim } from './readClaim';
import { readObserved } from './readObserved';
import { toStatus } from './toStatus';

/**
 * How long Crossplane may keep a response, in seconds. A change of the environment reaches claims that do not change themselves when it
 * is over, because Crossplane does not watch required resources.
 */
const TTL_SECONDS = 60;

/**
 * Answers one request of Crossplane.
 *
 * @remarks
 * Pure but for the SDK's converters, and never throws. Desired resources are assigned, each whole; what earlier steps of the pipeline
 * desired under other keys is passed on. A fatal result makes Crossplane change nothing at all.
 *
 * @param options.compose - Another `composeProtected()`, for tests.
 */
export function runFunction(options: {
  sdk: Sdk;
  request: RunFunctionRequest;
  compose?: typeof composeProtected;
}): RunFunctionResponse {
  const { sdk, request } = options;
  const response = sdk.to(request, { seconds: TTL_SECONDS, nanos: 0 });
  const fatal = (message: string) => sdk.fatal(response, message);
  try {
    const claim = readClaim(request.observed?.composite?.resource);
    if (claim.result === 'fatal') {
      return fatal(claim.message);
    }
    const environment = readEnvironment(
      request.requiredResources[ENVIRONMENT_REQUIREMENT]?.items,
    );
    if (environment.result === 'fatal') {
      return fatal(environment.message);
    }
    const observed = readObserved(request.observed?.resources ?? {});
    if (observed.result === 'fatal') {
      return fatal(observed.message);
    }
    const composed = (options.compose ?? composeProtected)({
      claim: claim.value,
      observed: observed.value,
      environment: environment.value,
    });
    if (composed.result === 'fatal') {
      const { path, message } = composed;
      return fatal(path ? `${path}: ${message}` : message);
    }
    const { apiVersion, kind } = claim.value;
    return fill({
      sdk,
      response,
      type: { apiVersion, kind },
      composition: composed.composition,
    });
  } catch (error) {
    return fatal(
      `The claim could not be composed; nothing is changed. This is a mistake in the platform: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

function fill(options: {
  sdk: Sdk;
  response: RunFunctionResponse;
  type: { apiVersion: string; kind: string };
  composition: Composition;
}): RunFunctionResponse {
  const { sdk, response, type, composition } = options;
  const { READY_FALSE, READY_TRUE } = sdk.Ready;
  const resources = { ...response.desired?.resources };
  for (const [key, { object, ready }] of Object.entries(
    composition.resources,
  )) {
    resources[key] = sdk.fromObject(
      object,
      undefined,
      ready ? READY_TRUE : READY_FALSE,
    );
  }
  const ready = Object.values(resources).every(
    resource => resource.ready === READY_TRUE,
  );
  return {
    ...response,
    desired: {
      composite: sdk.fromObject(
        { ...type, status: composition.status },
        undefined,
        ready ? READY_TRUE : READY_FALSE,
      ),
      resources,
    },
    conditions: composition.conditions.map(({ status, ...condition }) => ({
      ...condition,
      status: toStatus(sdk, status),
      target: sdk.Target.TARGET_COMPOSITE,
    })),
    results: composition.warnings.map(message => ({
      severity: sdk.Severity.SEVERITY_WARNING,
      message,
      target: sdk.Target.TARGET_COMPOSITE,
    })),
  };
}
