import { urlReaderFactoriesServiceRef } from '@backstage/backend-defaults/urlReader';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { ForgeUrlReader } from './ForgeUrlReader';

/** Makes every plugin's URL reader able to read the platform repository. */
export const forgeUrlReaderFactory = createServiceFactory({
  service: urlReaderFactoriesServiceRef,
  deps: { forge: gitForgeServiceRef },
  async factory({ forge }) {
    return ForgeUrlReader.factory(forge);
  },
});
