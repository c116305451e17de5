/**
 * The Git forge: the platform repository and its proposals.
 *
 * @packageDocumentation
 */
export * from './audit';
export * from './GitForge';
export * from './gitForgeServiceRef';
export * from './github';
export * from './local';
export * from './move';
export * from './seed';
