import type { RunFunctionRequest } from '@crossplane-org/function-sdk-typescript';
import type { Logger } from 'pino';
import { runFunction } from '../compose/runFunction';
import { Sdk } from '../sdk';
import { Handler } from '../server/FunctionServer';

/** The function with a log of what it answered. No observed object is logged: it may hold what is nobody's business. */
export function createHandler(options: { sdk: Sdk; logger: Logger }): Handler {
  const { sdk, logger } = options;
  return request => {
    const startedAt = performance.now();
    const response = runFunction({ sdk, request });
    const refused = response.results.find(
      ({ severity }) => severity === sdk.Severity.SEVERITY_FATAL,
    );
    if (refused) {
      logger.warn(
        { ...describe(request), reason: refused.message },
        'claim refused',
      );
    } else if (logger.isLevelEnabled('debug')) {
      logger.debug(
        {
          ...describe(request),
          resources: Object.keys(response.desired?.resources ?? {}).length,
          ready: response.desired?.composite?.ready === sdk.Ready.READY_TRUE,
          millis: Number((performance.now() - startedAt).toFixed(2)),
        },
        'claim composed',
      );
    }
    return response;
  };
}

function describe(request: RunFunctionRequest): Record<string, unknown> {
  const { kind, metadata } = request.observed?.composite?.resource ?? {};
  return { kind, name: metadata?.name, namespace: metadata?.namespace };
}
