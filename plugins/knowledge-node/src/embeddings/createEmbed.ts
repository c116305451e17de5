import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embedMany } from 'ai';

/** Turns texts into vectors, one for each in the same order. */
export type Embed = (texts: string[]) => Promise<number[][]>;

/** An OpenAI-compatible endpoint that embeds texts. */
export interface EmbeddingsEndpoint {
  /** Base URL up to the version, such as `http://embeddings.kagent:8080/v1`. */
  baseUrl: string;
  /** Bearer token; none is sent when absent. */
  apiKey?: string;
  model: string;
}

/** Creates {@link Embed} over `POST /embeddings`; long lists go in several requests, and a failed one is tried twice more. */
export function createEmbed(endpoint: EmbeddingsEndpoint): Embed {
  const { baseUrl, apiKey, model } = endpoint;
  const provider = createOpenAICompatible({
    name: 'embeddings',
    baseURL: baseUrl,
    apiKey,
  });
  return async texts => {
    const { embeddings } = await embedMany({
      model: provider.embeddingModel(model),
      values: texts,
      maxRetries: 2,
      maxParallelCalls: 2,
    });
    return embeddings;
  };
}
