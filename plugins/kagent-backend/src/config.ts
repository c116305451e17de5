import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { DEFAULT_LIMITS, Limits } from './limits/PersonLimits';
import {
  ControllerAuth,
  controllerAuthModes,
} from './runtimes/kagent/identify';

/** A kagent controller that the portal talks to. */
export interface ControllerConfig {
  /** Its name in the portal: the first part of its agents' ids. */
  id: string;
  /** Without a slash at its end. */
  baseUrl: string;
  /** How it is told who a person is. Default: `unsecure`. */
  auth: ControllerAuth;
}

/** The largest limit; each place that a person takes is a row of the database. */
const MAX_LIMIT = 1000;

/** The `kagent` section of the configuration. */
export interface KagentConfig {
  consultant: { enabled: boolean };
  controllers: ControllerConfig[];
  /** How much one person may do. */
  limits: Limits;
}

/** Reads the `kagent` section of the configuration. @throws InputError for a name that is used twice or cannot be one */
export function readKagentConfig(config: RootConfigService): KagentConfig {
  const controllers = (
    config.getOptionalConfigArray('kagent.controllers') ?? []
  ).map(item => ({
    id: item.getString('id'),
    baseUrl: item.getString('baseUrl').replace(/\/+$/, ''),
    auth: readAuth(item.getOptionalString('auth') ?? 'unsecure'),
  }));
  const seen = new Set(['consultant']);
  for (const { id } of controllers) {
    if (!/^[a-z][a-z0-9-]*$/.test(id) || seen.has(id)) {
      throw new InputError(
        `kagent.controllers has "${id}" as an id; give each controller a name of its own in small letters, digits and "-", not "consultant".`,
      );
    }
    seen.add(id);
  }
  return {
    consultant: {
      enabled: config.getOptionalBoolean('kagent.consultant.enabled') ?? true,
    },
    controllers,
    limits: {
      messagesPerMinute: readLimit(config, 'messagesPerMinute'),
      runningAnswers: readLimit(config, 'runningAnswers'),
      openStreams: readLimit(config, 'openStreams'),
    },
  };
}

function readLimit(config: RootConfigService, name: keyof Limits): number {
  const key = `kagent.limits.${name}`;
  const limit = config.getOptionalNumber(key) ?? DEFAULT_LIMITS[name];
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new InputError(
    `${key} is ${limit}; give a whole number from 1 to ${MAX_LIMIT}.`,
  );
}

function readAuth(text: string): ControllerAuth {
  const auth = controllerAuthModes.find(mode => mode === text);
  if (auth) return auth;
  throw new InputError(
    `kagent.controllers has the auth mode "${text}"; write one of ${controllerAuthModes
      .map(mode => `"${mode}"`)
      .join(', ')}, as the controller's own controller.auth.mode says.`,
  );
}
