/**
 * HTTP API of the knowledge index.
 *
 * @packageDocumentation
 */
export { knowledgePlugin as default } from './plugin';
