import {
  LoggerService,
  RootConfigService,
  ServiceRef,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { ForgeKnowledge } from './ForgeKnowledge';
import { KnowledgeIndex } from './KnowledgeIndex';
import { KnowledgeService } from './KnowledgeService';
import { FallbackIndex } from './fallback/FallbackIndex';
import { EmbeddedIndex } from './index/EmbeddedIndex';
import { createQdrantIndex } from './qdrant/createQdrantIndex';

/** Creates the knowledge service over main: Qdrant when the configuration names one, the embedded index otherwise and beside it. */
export const createKnowledgeServiceFactory = (
  service: ServiceRef<KnowledgeService, 'root'>,
) =>
  createServiceFactory({
    service,
    deps: {
      config: coreServices.rootConfig,
      forge: gitForgeServiceRef,
      rootLogger: coreServices.rootLogger,
    },
    factory: ({ config, forge, rootLogger }) => {
      const logger = rootLogger.child({ service: 'knowledge' });
      const index = createIndex(config, logger);
      return ForgeKnowledge.create({ forge, index, logger });
    },
  });

function createIndex(
  config: RootConfigService,
  logger: LoggerService,
): KnowledgeIndex {
  const embedded = EmbeddedIndex.create();
  const qdrant = config.getOptionalConfig('knowledge.qdrant');
  if (!qdrant) return embedded;
  return FallbackIndex.create({
    name: `Qdrant at ${qdrant.getString('url')}`,
    first: createQdrantIndex(qdrant),
    second: embedded,
    logger,
    retryMs: 30_000,
    now: Date.now,
  });
}
