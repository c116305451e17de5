export { readSeedFiles, SEED_PATHS } from './readSeedFiles';
export type { SeedFile, SeedSource } from './readSeedFiles';
export { seedRepository } from './seedRepository';
export type { SeedOptions, SeedResult } from './seedRepository';
