import { ConflictError } from '@backstage/errors';
import { QdrantClient } from '@qdrant/js-client-rest';
import { Embed } from '../embeddings/createEmbed';
import { FoundPassage, KnowledgeIndex } from '../KnowledgeIndex';
import { IndexedPassage } from '../markdown/chunkMarkdown';
import { checkLimit } from '../index/checkLimit';
import { Document, toPassages } from '../sources/toPassages';
import { SOURCE, PointPayload, toKnown, toPayload, toPointId } from './points';

const ours = { must: [{ key: 'metadata.source', match: { value: SOURCE } }] };
const pageSize = 1000;
const batchSize = 100;

/**
 * Keeps the passages in a Qdrant collection and finds them by meaning.
 *
 * @remarks
 * The vector is a named one and the payload has the keys of mcp-server-qdrant, so agents in the cluster search the same collection
 * when they embed with the same model. Points of other writers are left alone. Only passages whose hash changed are embedded.
 *
 * Whoever may write to the collection can write points that look like ours. So a found point only names a passage: its text and its
 * address are those of Git, and a point that names none is not used.
 */
export class QdrantIndex implements KnowledgeIndex {
  readonly #options: QdrantIndexOptions;
  #ready?: Promise<void>;
  /** What the last documents held, by id. */
  #passages: ReadonlyMap<string, IndexedPassage> = new Map();

  private constructor(options: QdrantIndexOptions) {
    this.#options = options;
  }

  static create(options: QdrantIndexOptions): QdrantIndex {
    return new QdrantIndex(options);
  }

  async search(options: {
    query: string;
    limit: number;
  }): Promise<FoundPassage[]> {
    checkLimit(options.limit);
    if (options.query.trim() === '') return [];
    const { client, collection, vectorName, embed, minScore } = this.#options;
    const [vector] = await embed([options.query]);
    const { points } = await client.query(collection, {
      query: vector,
      using: vectorName,
      filter: ours,
      limit: options.limit,
      score_threshold: minScore,
      with_payload: true,
    });
    const found = new Map<string, FoundPassage>();
    for (const { payload, score } of points) {
      const passage = this.#passages.get(toKnown(payload)?.id ?? '');
      if (passage && !found.has(passage.id)) {
        const { keywords: _, ...rest } = passage;
        found.set(passage.id, { ...rest, score });
      }
    }
    return [...found.values()];
  }

  async replaceAll(
    documents: Document[],
  ): Promise<{ written: number; deleted: number }> {
    this.#ready ??= this.#ensureCollection().catch(error => {
      this.#ready = undefined;
      throw error;
    });
    await this.#ready;
    const passages = toPassages(documents);
    this.#passages = new Map(passages.map(passage => [passage.id, passage]));
    const known = await this.#readKnown();
    const payloads = new Map(
      passages.map(passage => [passage.id, toPayload(passage)]),
    );
    const changed = passages.filter(
      ({ id }) => known.get(id) !== payloads.get(id)?.metadata.hash,
    );
    const gone = [...known.keys()].filter(id => !payloads.has(id));
    for (let start = 0; start < changed.length; start += batchSize) {
      await this.#write(changed.slice(start, start + batchSize), payloads);
    }
    if (gone.length > 0) {
      await this.#options.client.delete(this.#options.collection, {
        wait: true,
        points: gone.map(toPointId),
      });
    }
    return { written: changed.length, deleted: gone.length };
  }

  async #write(
    passages: IndexedPassage[],
    payloads: Map<string, PointPayload>,
  ): Promise<void> {
    const { client, collection, vectorName, embed } = this.#options;
    const entries = passages.flatMap(({ id }) => {
      const payload = payloads.get(id);
      return payload ? [{ id: toPointId(id), payload }] : [];
    });
    const vectors = await embed(entries.map(({ payload }) => payload.document));
    await client.upsert(collection, {
      wait: true,
      points: entries.map((entry, index) => ({
        ...entry,
        vector: { [vectorName]: vectors[index] },
      })),
    });
  }

  /** The passages that the collection holds, with their hashes. */
  async #readKnown(): Promise<Map<string, string>> {
    const { client, collection } = this.#options;
    const known = new Map<string, string>();
    let offset: string | number | undefined;
    do {
      const page = await client.scroll(collection, {
        filter: ours,
        limit: pageSize,
        offset,
        with_payload: true,
        with_vector: false,
      });
      for (const { payload } of page.points) {
        const entry = toKnown(payload);
        if (entry) known.set(entry.id, entry.hash);
      }
      const next = page.next_page_offset;
      offset =
        typeof next === 'string' || typeof next === 'number' ? next : undefined;
    } while (offset !== undefined);
    return known;
  }

  async #ensureCollection(): Promise<void> {
    const { client, collection, vectorName, dimensions } = this.#options;
    const { exists } = await client.collectionExists(collection);
    if (!exists) {
      await client.createCollection(collection, {
        vectors: { [vectorName]: { size: dimensions, distance: 'Cosine' } },
      });
      await client.createPayloadIndex(collection, {
        field_name: 'metadata.source',
        field_schema: 'keyword',
        wait: true,
      });
      return;
    }
    const info = await client.getCollection(collection);
    const size = readSize(info.config.params.vectors, vectorName);
    if (size !== dimensions) {
      throw new ConflictError(
        `The Qdrant collection "${collection}" has ${
          size === undefined
            ? `no vector "${vectorName}"`
            : `${size} dimensions in its vector "${vectorName}", not ${dimensions}`
        }; name another collection in knowledge.qdrant.collection, or delete this one: it is rebuilt from Git.`,
      );
    }
  }
}

/** The length of the vector of that name in a collection's parameters; `undefined` when it has none of that name. */
function readSize(vectors: unknown, name: string): number | undefined {
  const vector = Object.entries(vectors ?? {}).find(([key]) => key === name);
  const size: unknown = vector?.[1]?.size;
  return typeof size === 'number' ? size : undefined;
}

/** Options of {@link QdrantIndex.create}. */
export interface QdrantIndexOptions {
  client: Pick<
    QdrantClient,
    | 'collectionExists'
    | 'createCollection'
    | 'createPayloadIndex'
    | 'delete'
    | 'getCollection'
    | 'query'
    | 'scroll'
    | 'upsert'
  >;
  collection: string;
  /** Name of the vector, such as `fast-all-minilm-l6-v2`: what mcp-server-qdrant calls the model's vector. */
  vectorName: string;
  /** Length of a vector. */
  dimensions: number;
  /** Cosine similarity, 0..1, below which a passage does not fit a question. */
  minScore: number;
  embed: Embed;
}
