/**
 * The backend of the gitops plugin: HTTP API, agent actions and events over the Git forge.
 *
 * @packageDocumentation
 */
export { gitopsPlugin as default } from './plugin';
