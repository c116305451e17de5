/**
 * Agent runtimes, conversations and the consultant.
 *
 * @packageDocumentation
 */
export { kagentPlugin as default } from './plugin';
