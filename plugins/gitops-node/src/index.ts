/**
 * The Git forge: the platform repository and its proposals.
 *
 * @packageDocumentation
 */
export * from './GitForge';
export * from './GitForgeService';
export * from './local';
export * from './seed';
