import { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** The `gitops.forge` section of the configuration. */
export interface ForgeConfig {
  type: 'local';
  local: {
    /** The bare repository. */
    directory: string;
    /** The checkout to seed from. */
    seedFrom?: string;
  };
}

/**
 * Reads the `gitops.forge` section.
 * @throws InputError on an unknown type.
 */
export function readForgeConfig(config: RootConfigService): ForgeConfig {
  const type = config.getOptionalString('gitops.forge.type') ?? 'local';
  if (type !== 'local') {
    throw new InputError(
      `"gitops.forge.type" is "${type}"; the only type of this version is "local".`,
    );
  }
  return {
    type,
    local: {
      directory: config.getString('gitops.forge.local.directory'),
      seedFrom: config.getOptionalString('gitops.forge.local.seedFrom'),
    },
  };
}
