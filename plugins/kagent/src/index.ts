/**
 * Agent chat and the approval queue.
 *
 * @packageDocumentation
 */
export { kagentApiRef } from './api';
export { agentRouteRef, approvalsRouteRef } from './routes';
export { kagentPlugin as default } from './plugin';
