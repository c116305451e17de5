import { HostDiscovery } from '@backstage/backend-defaults/discovery';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';

/**
 * The stock discovery. A portal that listens on loopback only is meant to have a localhost address, so the stock warning
 * about it, once for each plugin, is kept for those that listen elsewhere.
 */
export const loopbackDiscovery = createServiceFactory({
  service: coreServices.discovery,
  deps: { config: coreServices.rootConfig, logger: coreServices.rootLogger },
  factory({ config, logger }) {
    const isLoopback =
      config.getOptionalString('backend.listen.host') === '127.0.0.1';
    return HostDiscovery.fromConfig(
      config,
      isLoopback ? undefined : { logger },
    );
  },
});
