import { RootConfigService } from '@backstage/backend-plugin-api';

/** The `kagent` section of the configuration. */
export interface KagentConfig {
  consultant: { enabled: boolean };
}

/** Reads the `kagent` section of the configuration. */
export function readKagentConfig(config: RootConfigService): KagentConfig {
  return {
    consultant: {
      enabled: config.getOptionalBoolean('kagent.consultant.enabled') ?? true,
    },
  };
}
