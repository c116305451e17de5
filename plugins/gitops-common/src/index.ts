/**
 * Wire types, permissions and client of the gitops plugin.
 *
 * @packageDocumentation
 */
export * from './proposals';
export * from './repository';
export * from './network';
export * from './permissions';
export * from './errors';
export * from './events';
export * from './agents';
export * from './claimEntityRef';
export * from './GitopsClient';
