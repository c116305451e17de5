/**
 * Catalog entities from the platform repository.
 *
 * @packageDocumentation
 */
export {
  toEntities,
  type ToEntitiesOptions,
  type ToEntitiesResult,
} from './entities/toEntities';
export * from './entities/annotations';
export * from './events/platformEvents';
export {
  PlatformEntityProvider,
  type ProviderForge,
} from './provider/PlatformEntityProvider';
export { PlatformEntityProcessor } from './processor/PlatformEntityProcessor';
export { ForgeUrlReader, type ReadableForge } from './urlReader/ForgeUrlReader';
export { forgeUrlReaderFactory } from './urlReader/forgeUrlReaderFactory';
export { techdocsModuleHandbook } from './handbook/techdocsModuleHandbook';
export { searchModuleFreshness } from './searchRefresh/searchModuleFreshness';
export { catalogModulePlatform } from './module';
export { platformFeatures as default } from './platformFeatures';
