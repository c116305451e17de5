import { Config } from '@backstage/config';
import { QdrantClient } from '@qdrant/js-client-rest';
import { createEmbed } from '../embeddings/createEmbed';
import { QdrantIndex } from './QdrantIndex';

/** Milliseconds after which a call to Qdrant fails. */
const timeout = 10_000;

/**
 * Creates the index that the section `knowledge.qdrant` of the configuration names.
 *
 * @param config - The section itself.
 */
export function createQdrantIndex(config: Config): QdrantIndex {
  return QdrantIndex.create({
    client: new QdrantClient({
      url: config.getString('url'),
      apiKey: config.getOptionalString('apiKey'),
      timeout,
      checkCompatibility: false,
    }),
    collection: config.getString('collection'),
    vectorName: config.getString('vectorName'),
    dimensions: config.getNumber('dimensions'),
    minScore: config.getOptionalNumber('minScore') ?? 0.3,
    embed: createEmbed({
      baseUrl: config.getString('embeddings.baseUrl'),
      apiKey: config.getOptionalString('embeddings.apiKey'),
      model: config.getString('embeddings.model'),
    }),
  });
}
