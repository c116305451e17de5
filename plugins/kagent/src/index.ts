/**
 * Agent chat and the approval queue.
 *
 * @packageDocumentation
 */
export { kagentApiRef } from './api';
export { findDocPath } from './context/docPath';
export { agentDrawer } from './drawer';
export { agentRouteRef, approvalsRouteRef } from './routes';
export { kagentPlugin as default } from './plugin';
