export { LocalForge } from './LocalForge';
export type { LocalForgeOptions } from './LocalForge';
export type { GitCall } from '../git/GitCommand';
