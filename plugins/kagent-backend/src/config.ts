import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** A kagent controller that the portal talks to. */
export interface ControllerConfig {
  /** Its name in the portal: the first part of its agents' ids. */
  id: string;
  /** Without a slash at its end. */
  baseUrl: string;
}

/** The `kagent` section of the configuration. */
export interface KagentConfig {
  consultant: { enabled: boolean };
  controllers: ControllerConfig[];
}

/** Reads the `kagent` section of the configuration. @throws InputError for a name that is used twice or cannot be one */
export function readKagentConfig(config: RootConfigService): KagentConfig {
  const controllers = (
    config.getOptionalConfigArray('kagent.controllers') ?? []
  ).map(item => ({
    id: item.getString('id'),
    baseUrl: item.getString('baseUrl').replace(/\/+$/, ''),
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
  };
}
