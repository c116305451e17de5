/**
 * Wire types, permissions and client of the gitops plugin.
 *
 * @packageDocumentation
 */
export * from './proposals';
export * from './repository';
export * from './goldenPaths';
export * from './network';
export * from './permissions';
export * from './errors';
export * from './events';
export * from './forge';
export * from './agents';
export * from './changes';
export * from './claimEntityRef';
export * from './GitopsClient';
