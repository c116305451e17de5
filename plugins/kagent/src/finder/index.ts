export { EntityFinder } from './EntityFinder';
export { searchEntities } from './searchEntities';
export type { FoundEntity } from './searchEntities';
export { useDebounced } from './useDebounced';
