/**
 * Retrieval over the docs of the platform repository.
 *
 * @packageDocumentation
 */
export * from './KnowledgeIndex';
export * from './KnowledgeService';
export * from './permissions';
export { EmbeddedIndex } from './index/EmbeddedIndex';
export { ForgeKnowledge } from './ForgeKnowledge';
export { chunkMarkdown } from './markdown/chunkMarkdown';
export { toDocsUrl } from './markdown/docsUrl';
