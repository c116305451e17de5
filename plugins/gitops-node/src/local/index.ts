export { LocalForge } from './LocalForge';
export { packLooseObjects } from './packLooseObjects';
export type { LocalForgeOptions } from './LocalForge';
export type { GitCall } from '../git/GitCommand';
