import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { techdocsModuleHandbook } from './handbook/techdocsModuleHandbook';
import { catalogModulePlatform } from './module';
import { searchModuleFreshness } from './searchRefresh/searchModuleFreshness';
import { forgeUrlReaderFactory } from './urlReader/forgeUrlReaderFactory';

/** Everything that shows the platform repository: its entities, its files by URL, its handbook, and search over both. */
export const platformFeatures = createBackendFeatureLoader({
  loader: () => [
    forgeUrlReaderFactory,
    catalogModulePlatform,
    techdocsModuleHandbook,
    searchModuleFreshness,
  ],
});
