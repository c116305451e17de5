import {
  ServiceRef,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { gitForgeServiceRef } from '@zerotouch/plugin-gitops-node';
import { ForgeKnowledge } from './ForgeKnowledge';
import { KnowledgeService } from './KnowledgeService';
import { EmbeddedIndex } from './index/EmbeddedIndex';

/** Creates the default knowledge service: the embedded index over the docs on main. */
export const createKnowledgeServiceFactory = (
  service: ServiceRef<KnowledgeService, 'root'>,
) =>
  createServiceFactory({
    service,
    deps: { forge: gitForgeServiceRef, logger: coreServices.rootLogger },
    factory: ({ forge, logger }) =>
      ForgeKnowledge.create({
        forge,
        index: EmbeddedIndex.create(),
        logger: logger.child({ service: 'knowledge' }),
      }),
  });
