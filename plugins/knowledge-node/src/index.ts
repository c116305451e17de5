/**
 * Retrieval over the docs of the platform repository.
 *
 * @packageDocumentation
 */
export * from './KnowledgeIndex';
export * from './KnowledgeService';
