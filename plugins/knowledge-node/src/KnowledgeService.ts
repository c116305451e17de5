import { createServiceRef } from '@backstage/backend-plugin-api';
import { createKnowledgeServiceFactory } from './knowledgeServiceFactory';
import { FoundPassage } from './KnowledgeIndex';

/** What other plugins may do with the knowledge index. */
export interface KnowledgeService {
  /** See `KnowledgeIndex.search`. Waits for the first indexing. */
  search(options: { query: string; limit: number }): Promise<FoundPassage[]>;
}

/** The knowledge of this portal; follows main of the forge. One for the process. */
export const knowledgeServiceRef = createServiceRef<KnowledgeService>({
  id: 'knowledge.index',
  scope: 'root',
  defaultFactory: async service => createKnowledgeServiceFactory(service),
});
